namespace Serverless.Learning.Datasets;

/// <summary>Images as networks take them, with their labels.</summary>
/// <param name="Pixels">n × channels × height × width, row-major: (p / 255 − mean) / standard deviation of the dataset.</param>
/// <param name="Labels">n labels, 0 to classes − 1.</param>
public sealed record NormalisedImages(float[] Pixels, byte[] Labels)
{
    /// <value>n.</value>
    public int Count => Labels.Length;
}
