namespace Serverless.Learning.Datasets;

/// <summary>The content of an IDX file of bytes.</summary>
/// <param name="Sizes">The length of each dimension, slowest first.</param>
/// <param name="Values">The product of all sizes, row-major.</param>
sealed record IdxFile(IReadOnlyList<int> Sizes, byte[] Values);
