namespace Serverless.Core.Recipes;

/// <summary>What the loss of images of each class counts, for datasets whose classes are not equally frequent.</summary>
/// <remarks>Accuracy stays the share of all images that are told right.</remarks>
public sealed record ClassWeights
{
    /// <value>Whether a class counts by how rare it is: images / (classes · images of the class), counted over the training images.</value>
    public bool Balanced { get; init; }

    /// <value>One for each class, above 0; null when they are balanced.</value>
    public IReadOnlyList<double>? Values { get; init; }
}
