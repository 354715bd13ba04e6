using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Recipes;

/// <summary>A field of the recipe that can be searched.</summary>
/// <param name="Name">In requests.</param>
/// <param name="Section">The part of <c>/training</c> that it is in; null: itself.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Get">What a recipe says of it.</param>
/// <param name="Set">Puts a choice into a recipe.</param>
sealed record SearchedField(
    string Name, string? Section, SearchedKind Kind, Func<TrainingRecipe, object?> Get, Func<TrainingRecipe, ChoiceValue, TrainingRecipe> Set)
{
    public const string LearningRate = "learningRate";
    public const string Momentum = "momentum";
    public const string Optimiser = "optimiser";

    const string Augmentation = "augmentation";

    /// <value>In the order in which choices are put into a recipe.</value>
    public static IReadOnlyList<SearchedField> All { get; } =
    [
        new(Optimiser, Optimiser, SearchedKind.Name, recipe => recipe.Optimiser, (recipe, choice) => recipe with { Optimiser = OptimiserOf(choice) }),
        new(LearningRate, null, SearchedKind.Number, recipe => recipe.LearningRate, (recipe, choice) => recipe with { LearningRate = NumberOf(choice) }),
        new(Momentum, null, SearchedKind.Number, recipe => recipe.Momentum, (recipe, choice) => recipe with { Momentum = NumberOf(choice) }),
        new("weightDecay", null, SearchedKind.Number, recipe => recipe.WeightDecay, (recipe, choice) => recipe with { WeightDecay = NumberOf(choice) }),
        new("batchSize", null, SearchedKind.Whole, recipe => recipe.BatchSize, (recipe, choice) => recipe with { BatchSize = (int)NumberOf(choice) }),
        new("labelSmoothing", null, SearchedKind.Number, recipe => recipe.LabelSmoothing, (recipe, choice) => recipe with { LabelSmoothing = NumberOf(choice) is var share && share == 0 ? null : share }),
        new("gradientClipNorm", null, SearchedKind.Number, recipe => recipe.GradientClipNorm, (recipe, choice) => recipe with { GradientClipNorm = NumberOf(choice) }),
        OfImages("cropPadding", SearchedKind.Whole, images => images.CropPadding, (images, choice) => images with { CropPadding = (int)NumberOf(choice) }),
        OfImages("horizontalFlip", SearchedKind.Flag, images => images.HorizontalFlip, (images, choice) => images with { HorizontalFlip = choice.Text == "true" }),
        OfImages("cutout", SearchedKind.Whole, images => images.Cutout, (images, choice) => images with { Cutout = (int)NumberOf(choice) }),
    ];

    /// <summary>The field of that name, or null.</summary>
    public static SearchedField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>The learning rate of a request that names none.</summary>
    public static double DefaultLearningRate(TrainingRecipe recipe) =>
        recipe.Optimiser is { Name: not OptimiserKind.Sgd } ? OptimiserSection.AdamLearningRate : new TrainingRecipe().LearningRate;

    /// <summary>What a recipe that says nothing of the field has there, its optimiser being what it is.</summary>
    public object? DefaultOf(TrainingRecipe recipe) => Name switch
    {
        LearningRate => DefaultLearningRate(recipe),
        Momentum when recipe.Optimiser is { Name: not OptimiserKind.Sgd } => 0.0,
        _ => Get(new TrainingRecipe()),
    };

    /// <summary>The <c>/training</c> of a request that fixes the field to a choice and says nothing else.</summary>
    public JsonDocument TrainingOf(ChoiceValue choice)
    {
        var value = JsonSerializer.SerializeToNode(choice, CoreJson.Default.ChoiceValue);
        JsonObject training = Section switch
        {
            null => new() { [Name] = value },
            Optimiser => new() { [Section] = new JsonObject { ["name"] = value } },
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

    static OptimiserSpecification? OptimiserOf(ChoiceValue choice) => OptimiserSection.Default(choice.Text);

    static double NumberOf(ChoiceValue choice) => choice.Number ?? throw new FormatException($"'{choice}' is no number.");
}

/// <summary>What the values of a field are.</summary>
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
