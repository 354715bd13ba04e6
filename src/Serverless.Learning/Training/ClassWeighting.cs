using Serverless.Core.Recipes;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Computes the weight of each class in the loss.</summary>
static class ClassWeighting
{
    /// <summary>Returns the class weights on the device; null if all classes have the same weight.</summary>
    /// <remarks>
    /// Balanced weights are images / (classes · images of the class), as in King and Zeng (2001) and scikit-learn; a class without a training image
    /// has weight 0. The loss of a batch is the weighted mean over its images.
    /// </remarks>
    public static Tensor? Of(ClassWeights? weights, ResidentDataset dataset, Device device)
    {
        if (weights is null)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        if (weights.Values is { } values)
        {
            return values.Count == dataset.Shape.Classes
                ? tensor([.. values.Select(value => (float)value)]).to(device).DetachFromDisposeScope()
                : throw new ArgumentException($"There are {values.Count} class weights for {dataset.Shape.Classes} classes.", nameof(weights));
        }

        var counts = dataset.Training.CountOfClasses(dataset.Shape.Classes).to(ScalarType.Float32);
        var balanced = dataset.Training.Count / (counts.clamp(1) * dataset.Shape.Classes);
        return where(counts > 0, balanced, zeros_like(balanced)).DetachFromDisposeScope();
    }
}
