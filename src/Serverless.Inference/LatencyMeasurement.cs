namespace Serverless.Inference;

/// <summary>The time of one forward pass of one image.</summary>
/// <param name="MedianMs">Median over the repeats, milliseconds.</param>
/// <param name="SpreadMs">Distance between the quartiles, milliseconds.</param>
/// <param name="Repeats">Timed passes; the warm-up does not count.</param>
public sealed record LatencyMeasurement(double MedianMs, double SpreadMs, int Repeats);
