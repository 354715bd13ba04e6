using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>A dataset as candidates are trained and judged on it.</summary>
/// <param name="Shape">Of the images.</param>
/// <param name="Training">What is trained on.</param>
/// <param name="Validation">What judges.</param>
/// <param name="Normalisation">What was done to both.</param>
public sealed record SplitImages(ImageShape Shape, NormalisedImages Training, NormalisedImages Validation, Normalisation Normalisation);
