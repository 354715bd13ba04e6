using Serverless.Core.Fidelities;
using Serverless.Core.Recipes;
using Serverless.Core.Validation;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Searches.Requests;

/// <summary>Checks what searched fields of a recipe require of each other and of the fixed part of the recipe.</summary>
static class RecipeConditions
{
    const string Sgd = "sgd";
    const string Step = "step";

    /// <summary>Returns why a field cannot be searched together with the other searched fields; null when it can.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="dimension">The choices of the field.</param>
    /// <param name="all">All searched fields.</param>
    public static string? FaultOf(string name, RecipeDimension dimension, IReadOnlyDictionary<string, RecipeDimension> all) => name switch
    {
        SearchedField.Epochs when dimension.When is not null => "Every candidate is trained for some epochs, so this field always applies; remove when.",
        SearchedField.Momentum when CountsWithout(SearchedField.Optimiser, Sgd, dimension, all) =>
            "adam and adamw have beta1 instead of momentum: add \"when\": {\"optimiser\": [\"sgd\"]}.",
        SearchedField.Nesterov => FaultOfNesterov(dimension, all),
        SearchedField.Schedule when Names(dimension).Contains(Step) && !all.ContainsKey(SearchedField.EveryEpochs) =>
            "A step schedule lowers the learning rate after some number of epochs: search this too, for example \"everyEpochs\": {\"choices\": [1, 2], \"when\": {\"schedule\": [\"step\"]}}, or remove \"step\".",
        SearchedField.EveryEpochs or SearchedField.Factor when CountsWithout(SearchedField.Schedule, Step, dimension, all) =>
            "Only a step schedule has this: add \"when\": {\"schedule\": [\"step\"]}.",
        _ => null,
    };

    /// <summary>Reports conflicts of a searched field with the rest of a request.</summary>
    /// <param name="fields">The fields of <c>/space/recipe</c>.</param>
    /// <param name="training">The fields of <c>/training</c>; null when it is left out.</param>
    /// <param name="field">The searched field.</param>
    /// <param name="dimension">Its choices.</param>
    /// <param name="request">The request as read so far.</param>
    public static void Check(JsonFields fields, JsonFields? training, SearchedField field, RecipeDimension dimension, SearchRequest request)
    {
        if (IsFixed(field, training, request))
        {
            fields.Fault(field.Name, FaultOfFixed(field, request));
        }
        else if (FaultOf(field, dimension, request) is { } fault)
        {
            fields.Fault(field.Name, fault);
        }

        if (field.Section == "augmentation" && dimension.Choices.Select(choice => RecipeChoices.FaultOf(field, choice, request.Dataset.Shape)).OfType<string>().FirstOrDefault() is { } wrong)
        {
            fields.Fault(field.Name, wrong);
        }
    }

    // The training of a stored request has the most epochs of any candidate. A fixed cosine schedule provides warm-up and restarts to searched ones.
    static bool IsFixed(SearchedField field, JsonFields? training, SearchRequest request) => field.Name switch
    {
        SearchedField.Epochs => training?.Has(SearchedField.Epochs) == true && request.Training.Epochs != SearchedEpochs.MostOf(request.Space),
        SearchedField.Schedule => request.Training.Schedule is { Name: not ScheduleKind.Cosine },
        _ => !Equals(field.Get(request.Training), field.DefaultOf(request.Training)),
    };

    static string FaultOfFixed(SearchedField field, SearchRequest request) =>
        request.RetrainOf is not null && field.Name == SearchedField.Epochs
        && request.Space.Recipe!.Where(other => other.Value.When?.ContainsKey(SearchedField.Epochs) == true).Select(other => other.Key).ToList() is { Count: > 0 } dependent
            ? $"Each candidate is trained for its own number of epochs, and {ErrorText.Names(dependent)} applies only to some of these, so one number cannot replace them: remove training.epochs."
            : "training also sets this field; remove it there, or here.";

    static string? FaultOf(SearchedField field, RecipeDimension dimension, SearchRequest request)
    {
        var training = request.Training;
        var recipe = request.Space.Recipe!;
        return field.Name switch
        {
            SearchedField.Epochs => FaultOfEpochs(dimension, request),
            SearchedField.Momentum when training.Optimiser is { Name: not OptimiserKind.Sgd } => "The optimiser in training has beta1 instead of momentum; remove this field.",
            SearchedField.Momentum when training.Optimiser is { Nesterov: true } && dimension.Choices.Any(choice => choice.Number == 0) =>
                "Nesterov's variant in training needs momentum, so 0 is not a valid choice; remove it.",
            SearchedField.Nesterov when training.Optimiser is { Name: not OptimiserKind.Sgd } => "The optimiser in training has no Nesterov momentum; remove this field.",
            SearchedField.Nesterov when !recipe.ContainsKey(SearchedField.Momentum) && training.Momentum == 0 =>
                "Nesterov's variant needs momentum, but training has none: set training.momentum, for example 0.9, or remove this field.",
            SearchedField.WarmUpEpochs => FaultOfWarmUp(dimension, training, recipe),
            SearchedField.EveryEpochs when !recipe.ContainsKey(SearchedField.Schedule) =>
                "A step schedule in training sets everyEpochs or milestones: search schedule too, with \"step\" among its choices, or remove this field.",
            SearchedField.EveryEpochs => FaultOfEvery(dimension, training, recipe),
            SearchedField.Factor when !recipe.ContainsKey(SearchedField.Schedule) && training.Schedule?.Name != ScheduleKind.Step =>
                "Only a step schedule has this: search schedule too, or set one in training, for example {\"name\": \"step\", \"everyEpochs\": 2}.",
            _ => null,
        };
    }

    static string? FaultOfEpochs(RecipeDimension dimension, SearchRequest request)
    {
        if (request.Algorithm.DecidesFidelities && request.Training.Rungs is not null)
        {
            return $"'{request.Algorithm.Name}' determines how far each candidate is trained, in fractions of one number of epochs: set training.epochs, or use another algorithm, for example \"nsga2\".";
        }

        if (request.Training.Rungs is not null)
        {
            return "Rungs compare candidates after equal numbers of epochs, but here each candidate has its own number of epochs: remove training.rungs, or set training.epochs.";
        }

        var least = (int)(dimension.Choices.Min(choice => choice.Number) ?? 1);
        var schedule = request.Training.Schedule;
        return schedule?.WarmUpEpochs >= least || schedule?.Restarts?.Any(restart => restart >= least) == true
            ? $"The schedule in training has warm-up or restarts beyond the {least} epochs that a candidate may have: shorten them, or remove the smaller choices of epochs."
            : null;
    }

    static string? FaultOfWarmUp(RecipeDimension dimension, TrainingRecipe training, IReadOnlyDictionary<string, RecipeDimension> recipe)
    {
        var counted = dimension.When?.GetValueOrDefault(SearchedField.Epochs) ?? recipe.GetValueOrDefault(SearchedField.Epochs)?.Choices;
        var epochs = (int)(counted?.Min(choice => choice.Number) ?? training.Epochs);
        var end = training.Schedule?.Restarts is [var first, ..] ? Math.Min(first, epochs) : epochs;
        return dimension.Choices.Max(choice => choice.Number) >= end
            ? $"The warm-up must end before {(end < epochs ? $"the cosine restarts, after {end} epochs" : $"a training of {end} epochs ends")}: choose fewer{(counted is null ? "" : ", or add \"when\": {\"epochs\": [...]} with the choices that are long enough")}."
            : null;
    }

    static string? FaultOfEvery(RecipeDimension dimension, TrainingRecipe training, IReadOnlyDictionary<string, RecipeDimension> recipe)
    {
        var counted = dimension.When?.GetValueOrDefault(SearchedField.Epochs)
            ?? recipe[SearchedField.Schedule].When?.GetValueOrDefault(SearchedField.Epochs)
            ?? recipe.GetValueOrDefault(SearchedField.Epochs)?.Choices;
        var epochs = (int)(counted?.Max(choice => choice.Number) ?? training.Epochs);
        return dimension.Choices.Max(choice => choice.Number) >= epochs
            ? $"No candidate that this applies to is trained for more than {epochs} epochs, and the rate is not lowered after the last epoch: choose fewer."
            : null;
    }

    static string? FaultOfNesterov(RecipeDimension dimension, IReadOnlyDictionary<string, RecipeDimension> all)
    {
        var momenta = dimension.When?.GetValueOrDefault(SearchedField.Momentum);
        return (momenta ?? all.GetValueOrDefault(SearchedField.Momentum)?.Choices ?? []).Any(choice => choice.Number == 0)
            ? "Nesterov's variant needs momentum: add \"when\": {\"momentum\": [0.9]} with its choices greater than 0."
            : momenta is null && CountsWithout(SearchedField.Optimiser, Sgd, dimension, all)
                ? "adam and adamw have no Nesterov momentum: add \"when\": {\"optimiser\": [\"sgd\"]}."
                : null;
    }

    /// <summary>Returns whether a field applies with any choice of its parent field other than the given one, if the parent is searched.</summary>
    static bool CountsWithout(string parent, string choice, RecipeDimension dimension, IReadOnlyDictionary<string, RecipeDimension> all)
    {
        var counted = dimension.When?.GetValueOrDefault(parent) ?? all.GetValueOrDefault(parent)?.Choices ?? [];
        return counted.Any(other => other.Text != choice);
    }

    static IEnumerable<string> Names(RecipeDimension dimension) => dimension.Choices.Select(choice => choice.Text);
}
