namespace Serverless.Core.Recipes;

/// <summary>The weights of classes in the loss, for datasets whose classes are not equally frequent.</summary>
/// <remarks>Accuracy remains the share of all images that are classified correctly.</remarks>
public sealed record ClassWeights
{
    /// <value>Whether classes are weighted by inverse frequency: images / (classes · images of the class), counted over the training images.</value>
    public bool Balanced { get; init; }

    /// <value>One weight per class, greater than 0; null when they are balanced.</value>
    public IReadOnlyList<double>? Values { get; init; }
}
