namespace Serverless.Core.Objectives;

/// <summary>How large the values, thresholds and bounds of metrics may be.</summary>
/// <remarks>
/// A hypervolume multiplies one distance for each objective. With six, the most that a search may have, and the reference point as far
/// away as it can be inferred, it stays below 10¹⁸³: no volume, sum of volumes or square of a distance overflows. The limit also leaves
/// room in the 32-bit numbers that surrogates are fitted with.
/// </remarks>
public static class MetricRange
{
    /// <summary>The largest magnitude.</summary>
    public const double Largest = 1e30;

    /// <summary>Whether a value is a number from −10³⁰ to 10³⁰; false for NaN.</summary>
    public static bool Holds(double value) => Math.Abs(value) <= Largest;
}
