namespace Serverless.Algorithms.Models;

/// <summary>What a process says of each training row without it, in the order of the rows.</summary>
/// <param name="Means">n.</param>
/// <param name="Deviations">n: of an observation, as far as predictions account for the other rows.</param>
/// <param name="Exact">n: of an observation, given all other rows.</param>
public sealed record LeftOut(double[] Means, double[] Deviations, double[] Exact)
{
    /// <summary>The mean log density of what was observed, up to a constant.</summary>
    public double LogDensity(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var z = (values[i] - Means[i]) / Exact[i];
            sum -= Math.Log(Exact[i]) + (z * z / 2);
        }

        return sum / values.Length;
    }
}
