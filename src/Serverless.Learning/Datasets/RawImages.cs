namespace Serverless.Learning.Datasets;

/// <summary>Images as their files have them, with their labels.</summary>
/// <param name="Pixels">n × channels × height × width, row-major.</param>
/// <param name="Labels">n labels, 0 to classes − 1.</param>
sealed record RawImages(PixelStore Pixels, byte[] Labels);
