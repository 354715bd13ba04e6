using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Recipes;

/// <summary>A field of the recipe that can be searched.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Section">The section of <c>/training</c> that contains it; null: <c>/training</c> itself.</param>
/// <param name="Kind">The kind of its values.</param>
/// <param name="Get">Gets its value from a recipe.</param>
/// <param name="Set">Sets a choice in a recipe.</param>
sealed record SearchedField(
    string Name, string? Section, SearchedKind Kind, Func<TrainingRecipe, object?> Get, Func<TrainingRecipe, ChoiceValue, TrainingRecipe> Set)
{
    public const string Epochs = "epochs";
    public const string EveryEpochs = "everyEpochs";
    public const string Factor = "factor";
    public const string LearningRate = "learningRate";
    public const string Momentum = "momentum";
    public const string Nesterov = "nesterov";
    public const string Optimiser = "optimiser";
    public const string Schedule = "schedule";
    public const string WarmUpEpochs = "warmUpEpochs";

    const string Augmentation = "augmentation";
    const string Precision = "precision";

    /// <value>All fields, in the order in which choices are set in a recipe.</value>
    public static IReadOnlyList<SearchedField> All { get; } =
    [
        new(Epochs, null, SearchedKind.Whole, recipe => recipe.Epochs, (recipe, choice) => recipe with { Epochs = (int)NumberOf(choice) }),
        new(Optimiser, Optimiser, SearchedKind.Name, recipe => recipe.Optimiser, (recipe, choice) => recipe with { Optimiser = OptimiserOf(choice) }),
        new(LearningRate, null, SearchedKind.Number, recipe => recipe.LearningRate, (recipe, choice) => recipe with { LearningRate = NumberOf(choice) }),
        new(Momentum, null, SearchedKind.Number, recipe => recipe.Momentum, (recipe, choice) => recipe with { Momentum = NumberOf(choice) }),
        new(Nesterov, Optimiser, SearchedKind.Flag, recipe => recipe.Optimiser?.Nesterov ?? false, WithNesterov),
        new("weightDecay", null, SearchedKind.Number, recipe => recipe.WeightDecay, (recipe, choice) => recipe with { WeightDecay = NumberOf(choice) }),
        new("batchSize", null, SearchedKind.Whole, recipe => recipe.BatchSize, (recipe, choice) => recipe with { BatchSize = (int)NumberOf(choice) }),
        new("labelSmoothing", null, SearchedKind.Number, recipe => recipe.LabelSmoothing, (recipe, choice) => recipe with { LabelSmoothing = NumberOf(choice) is var share && share == 0 ? null : share }),
        new("gradientClipNorm", null, SearchedKind.Number, recipe => recipe.GradientClipNorm, (recipe, choice) => recipe with { GradientClipNorm = NumberOf(choice) }),
        new(Precision, null, SearchedKind.Name, recipe => recipe.Precision, (recipe, choice) => recipe with { Precision = choice.Text == "bf16" ? TrainingPrecision.BrainFloat : null }),
        new(Schedule, Schedule, SearchedKind.Name, _ => null, SearchedSchedule.Named),
        new(WarmUpEpochs, Schedule, SearchedKind.Whole, recipe => recipe.Schedule?.WarmUpEpochs ?? 0, SearchedSchedule.Warmed),
        new(EveryEpochs, Schedule, SearchedKind.Whole, _ => null, SearchedSchedule.Lowered),
        new(Factor, Schedule, SearchedKind.Number, recipe => recipe.Schedule?.Factor, SearchedSchedule.Multiplied),
        OfImages("cropPadding", SearchedKind.Whole, images => images.CropPadding, (images, choice) => images with { CropPadding = (int)NumberOf(choice) }),
        OfImages("horizontalFlip", SearchedKind.Flag, images => images.HorizontalFlip, (images, choice) => images with { HorizontalFlip = choice.Text == "true" }),
        OfImages("cutout", SearchedKind.Whole, images => images.Cutout, (images, choice) => images with { Cutout = (int)NumberOf(choice) }),
    ];

    /// <value>Example choices, as listed in a request, for a field that cannot have a range.</value>
    public string ChoicesExample => Name switch
    {
        Optimiser => "[\"sgd\", \"adamw\"]",
        Precision => "[\"fp32\", \"bf16\"]",
        Schedule => "[\"cosine\", \"constant\"]",
        _ => "[false, true]",
    };

    /// <summary>Returns the field of that name, or null.</summary>
    public static SearchedField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>Returns the default learning rate for a recipe's optimiser.</summary>
    public static double DefaultLearningRate(TrainingRecipe recipe) =>
        recipe.Optimiser is { Name: not OptimiserKind.Sgd } ? OptimiserSection.AdamLearningRate : new TrainingRecipe().LearningRate;

    /// <summary>Returns the default of the field in a recipe with the same optimiser.</summary>
    public object? DefaultOf(TrainingRecipe recipe) => Name switch
    {
        LearningRate => DefaultLearningRate(recipe),
        Momentum when recipe.Optimiser is { Name: not OptimiserKind.Sgd } => 0.0,
        Factor when recipe.Schedule?.Name == ScheduleKind.Step => ScheduleSection.UsualFactor,
        _ => Get(new TrainingRecipe()),
    };

    /// <summary>Returns the <c>/training</c> of a request that sets the field to a choice, with only what the field needs in addition.</summary>
    public JsonDocument TrainingOf(ChoiceValue choice)
    {
        var value = JsonSerializer.SerializeToNode(choice, CoreJson.Default.ChoiceValue);
        JsonObject training = Section switch
        {
            null => new() { [Name] = value },
            Optimiser when Name == Nesterov => new() { [Section] = new JsonObject { ["name"] = "sgd", [Name] = value } },
            Optimiser => new() { [Section] = new JsonObject { ["name"] = value } },
            Schedule => new() { [Epochs] = TrainingSection.MostEpochs, [Section] = ScheduleOf(value) },
            _ => new() { [Section] = new JsonObject { [Name] = value } },
        };
        return JsonDocument.Parse(training.ToJsonString());
    }

    static SearchedField OfImages(
        string name, SearchedKind kind, Func<AugmentationSpecification, object> get, Func<AugmentationSpecification, ChoiceValue, AugmentationSpecification> set)
    {
        var none = new AugmentationSpecification();
        return new(
            name,
            Augmentation,
            kind,
            recipe => get(recipe.Augmentation ?? none),
            (recipe, choice) => recipe with { Augmentation = set(recipe.Augmentation ?? none, choice) is var images && images == none ? null : images });
    }

    JsonObject ScheduleOf(JsonNode? value) => Name switch
    {
        Schedule when value is JsonValue name && name.TryGetValue<string>(out var text) && text == "step" => new() { ["name"] = text, [EveryEpochs] = 1 },
        Schedule => new() { ["name"] = value },
        WarmUpEpochs => new() { ["name"] = "constant", [Name] = value },
        EveryEpochs => new() { ["name"] = "step", [Name] = value },
        _ => new() { ["name"] = "step", [EveryEpochs] = 1, [Name] = value },
    };

    // With any other optimiser, the field does not apply.
    static TrainingRecipe WithNesterov(TrainingRecipe recipe, ChoiceValue choice) =>
        recipe with { Optimiser = choice.Text == "true" ? new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true } : null };

    static OptimiserSpecification? OptimiserOf(ChoiceValue choice) => OptimiserSection.Default(choice.Text);

    internal static double NumberOf(ChoiceValue choice) => choice.Number ?? throw new FormatException($"'{choice}' is not a number.");
}

/// <summary>The kinds of values of a field.</summary>
enum SearchedKind
{
    /// <summary>Finite numbers.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Names.</summary>
    Name,
}
