namespace Serverless.Algorithms.Models;

/// <summary>The leave-one-out predictions of a process: for each training row, in order, the prediction without that row.</summary>
/// <param name="Means">n predicted means.</param>
/// <param name="Deviations">n standard deviations of an observation, with the other rows taken into account as far as predictions do.</param>
/// <param name="Exact">n standard deviations of an observation, given all other rows.</param>
public sealed record LeftOut(double[] Means, double[] Deviations, double[] Exact)
{
    /// <summary>Returns the mean log density of the observations, up to a constant.</summary>
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
