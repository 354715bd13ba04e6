using Serverless.Core.Recipes;
using Serverless.Core.Validation;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/space/recipe</c>, the fields of the training recipe that are searched together with the architecture.</summary>
static class RecipeSection
{
    const string Section = "recipe";

    static readonly string[] Names = [.. SearchedField.All.Select(field => field.Name)];

    /// <param name="space">The fields of <c>/space</c>.</param>
    /// <returns>The choices by field name; null when no field is searched or one is invalid.</returns>
    public static IReadOnlyDictionary<string, RecipeDimension>? Read(JsonFields space)
    {
        if (space.Object(Section) is not { } fields)
        {
            return null;
        }

        if (fields.IsEmpty)
        {
            space.Fault(Section, $"No field is searched: give one or more of {ErrorText.Names(Names)}, or remove this field.");
            return null;
        }

        var read = fields.Objects().Select(item => (item.Name, Dimension: ReadOne(fields, item.Name, item.Fields))).ToList();
        var recipe = read.Where(item => item.Dimension is not null).ToDictionary(item => item.Name, item => item.Dimension!);
        var conditions = read.Select(item => item.Dimension is null || HoldsTogether(fields, item.Name, item.Dimension, recipe)).ToList();
        return recipe.Count == read.Count && recipe.Count > 0 && conditions.TrueForAll(holds => holds) ? recipe : null;
    }

    /// <summary>Reports conflicts with the rest of a request.</summary>
    /// <param name="space">The fields of <c>/space</c>.</param>
    /// <param name="training">The fields of <c>/training</c>.</param>
    /// <param name="request">The request as read so far.</param>
    /// <param name="rules">The rules of the evaluator.</param>
    public static void Check(JsonFields? space, JsonFields? training, SearchRequest request, EvaluatorRules rules)
    {
        if (space?.Has(Section) != true)
        {
            return;
        }

        if (rules.FaultOfRecipe is { } fault)
        {
            space.Fault(Section, fault);
        }
        else if (request.Space.Recipe is { } recipe && space.Object(Section) is { } fields)
        {
            foreach (var (name, dimension) in recipe)
            {
                RecipeConditions.Check(fields, training, SearchedField.Find(name)!, dimension, request);
            }

            if (recipe.ContainsKey(SearchedField.Optimiser) && !recipe.ContainsKey(SearchedField.LearningRate)
                && training?.Has(SearchedField.LearningRate) != true)
            {
                fields.Fault(SearchedField.Optimiser, "Optimisers need different learning rates: search learningRate too, or set one optimiser in training.");
            }
        }
    }

    static RecipeDimension? ReadOne(JsonFields recipe, string name, JsonFields fields)
    {
        if (SearchedField.Find(name) is not { } field)
        {
            recipe.Fault(name, $"{ErrorText.Text(name)} is not a recipe field that can be searched; use one of {ErrorText.Names(Names)}.{NearestName.Hint(name, Names)}");
            return null;
        }

        var choices = RecipeChoices.Read(fields, field, out var scale);
        var when = fields.Has("when") ? ReadWhen(fields) : null;
        fields.ReportUnknown();
        return choices is null || (fields.Has("when") && when is null) ? null : new RecipeDimension { Choices = choices, Scale = scale, When = when };
    }

    static Dictionary<string, IReadOnlyList<ChoiceValue>>? ReadWhen(JsonFields dimension)
    {
        if (dimension.Object("when") is not { } fields)
        {
            return null;
        }

        var parents = fields.FieldNames;
        if (parents.Count != 1)
        {
            dimension.Fault("when", $"This must name one field and the choices of it for which this field applies, for example {{\"optimiser\": [\"sgd\"]}}, not {parents.Count}.");
            return null;
        }

        return fields.Choices(parents[0]) is { } choices ? new() { [parents[0]] = choices } : null;
    }

    static bool HoldsTogether(JsonFields recipe, string name, RecipeDimension dimension, Dictionary<string, RecipeDimension> all)
    {
        var fault = (dimension.When is { } when ? FaultOf(name, when.Single(), all) : null) ?? RecipeConditions.FaultOf(name, dimension, all);
        if (fault is not null)
        {
            recipe.Fault(name, fault);
        }

        return fault is null;
    }

    static string? FaultOf(string name, KeyValuePair<string, IReadOnlyList<ChoiceValue>> when, Dictionary<string, RecipeDimension> all)
    {
        var (parent, choices) = when;
        if (!all.TryGetValue(parent, out var known))
        {
            return $"It applies to some choices of {ErrorText.Text(parent)}, which is not searched; name a field of the recipe, or remove when.";
        }

        for (var (above, steps) = (parent, 0); all.TryGetValue(above, out var next) && steps <= all.Count; steps++)
        {
            if (above == name)
            {
                return "It depends on itself; remove when.";
            }

            above = next.When?.Keys.Single() ?? "";
        }

        var others = choices.Except(known.Choices).ToList();
        return choices.Count == 0 ? $"It would never apply: give choices of {parent} in when."
            : others.Count > 0 ? $"{parent} has no choice {ErrorText.Names(others.Select(choice => choice.Text))}; use one of {ErrorText.Names(known.Choices.Select(choice => choice.Text))}."
            : null;
    }
}
