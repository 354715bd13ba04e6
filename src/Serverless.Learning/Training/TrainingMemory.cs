using Serverless.Algorithms;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Training;

/// <summary>Estimates the memory that trainings take on their device, so that as many run at once as fit.</summary>
/// <remarks>
/// Counted: weights, gradients and the optimiser's state, and of every value of the network for each image of a batch its number, its
/// number before normalisation or rectification, and a gradient while it is computed; where layers are quantised, its clipped and its rounded number, and where it was clipped, besides. What a library keeps for itself is not.
/// </remarks>
public static class TrainingMemory
{
    const int FloatBytes = 4;
    const int LabelBytes = 8;
    const int CopiesOfValues = 2;
    const int CopiesOfQuantised = 5;

    /// <summary>Bytes that one training takes, without its dataset.</summary>
    /// <exception cref="ArgumentException">The space or the architecture is none.</exception>
    public static long BytesOf(TrainingTask task, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(task);
        var space = SearchSpaces.Of(task.Space)
            ?? throw new ArgumentException($"There is no search space '{task.Space.Name}'.", nameof(task));
        if (!space.TryParse(task.Architecture, out var architecture, out var error))
        {
            throw new ArgumentException($"The architecture cannot be read. {error}", nameof(task));
        }

        var outline = space.Outline(space.Canonicalise(architecture), task.Space, shape);
        var values = outline.Operators.Sum(step => step.Output.Elements);
        var copies = outline.Layers.Any(layer => layer.ActivationBits != BitWidths.Unquantised) ? CopiesOfQuantised : CopiesOfValues;
        var largest = outline.Operators.Max(step => step.Output.Elements);
        var own = FloatBytes * ((outline.Parameters * CopiesOfWeights(task.Recipe)) + (task.Recipe.BatchSize * ((copies * values) + largest)));
        return task.Parent is { Kind: InheritanceKind.Cut } parent ? own + BytesOf(task with { Architecture = parent.Architecture, Parent = null }, shape) : own;
    }

    /// <summary>Bytes of a dataset on its device.</summary>
    /// <param name="dataset">How many images.</param>
    /// <param name="shape">Of the images.</param>
    public static long BytesOf(DatasetSpecification dataset, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var image = ((long)shape.Channels * shape.Height * shape.Width * FloatBytes) + LabelBytes;
        return ((long)dataset.TrainingImages + dataset.ValidationImages) * image;
    }

    /// <summary>How many trainings like this one fit at once, sharing one dataset; 0 when not even one does.</summary>
    public static int HowManyFit(TrainingTask task, ImageShape shape, long deviceBytes)
    {
        ArgumentNullException.ThrowIfNull(task);
        return (int)Math.Clamp((deviceBytes - BytesOf(task.Dataset, shape)) / BytesOf(task, shape), 0, int.MaxValue);
    }

    static int CopiesOfWeights(TrainingRecipe recipe) => recipe.Optimiser switch
    {
        { Name: OptimiserKind.Adam or OptimiserKind.AdamW } => 4,
        _ => recipe.Momentum > 0 ? 3 : 2,
    };
}
