using Serverless.Algorithms;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Training;

/// <summary>Estimates the memory that trainings take on their device, so that as many run at once as fit.</summary>
/// <remarks>
/// The estimate counts weights, gradients and the optimiser's state. For each activation of each image of a batch it counts the value, the value
/// before normalisation or rectification, and a gradient while that is computed; where layers are quantised, also the clipped value, the rounded
/// value and the clipping mask. A network that is cut from a parent learns from it, so the parent is counted too. The estimate does not count what a library allocates for itself.
/// </remarks>
public static class TrainingMemory
{
    const int FloatBytes = 4;
    const int LabelBytes = 8;
    const int CopiesOfValues = 2;
    const int CopiesOfQuantised = 5;

    /// <summary>Returns the bytes that one training takes, without its dataset.</summary>
    /// <exception cref="ArgumentException">The search space is unknown, or the architecture is invalid.</exception>
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

    /// <summary>Returns the bytes that a dataset takes on its device.</summary>
    /// <param name="dataset">The dataset, with its numbers of images.</param>
    /// <param name="shape">The shape of the images.</param>
    public static long BytesOf(DatasetSpecification dataset, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var image = ((long)shape.Channels * shape.Height * shape.Width * FloatBytes) + LabelBytes;
        return ((long)dataset.TrainingImages + dataset.ValidationImages) * image;
    }

    /// <summary>Returns how many trainings like this one fit at once when they share one dataset; 0 if not even one fits.</summary>
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
