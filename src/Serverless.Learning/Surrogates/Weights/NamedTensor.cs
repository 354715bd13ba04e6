namespace Serverless.Learning.Surrogates.Weights;

/// <summary>Numbers in a shape.</summary>
/// <param name="Shape">Dimensions, the slowest first.</param>
/// <param name="Values">As many as the dimensions' product, row-major.</param>
public sealed record NamedTensor(IReadOnlyList<long> Shape, float[] Values);
