using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>
/// Prepares learning curves for the network: each point standardised by its known values, 0 where it is unknown, and whether it is known.
/// </summary>
/// <param name="Points">The names of the points.</param>
/// <param name="Means">The mean of each point.</param>
/// <param name="Deviations">The standard deviation of each point; 1 for a point that does not vary.</param>
sealed record CurveReader(IReadOnlyList<string> Points, float[] Means, float[] Deviations)
{
    /// <value>The number of channels that the network reads.</value>
    public int Channels => 2 * Points.Count;

    /// <summary>Computes the statistics of a training set's curves; returns null if it has none.</summary>
    public static CurveReader? Of(LearningCurves? curves)
    {
        if (curves is null)
        {
            return null;
        }

        var (means, deviations) = (new float[curves.Points.Count], new float[curves.Points.Count]);
        for (var point = 0; point < means.Length; point++)
        {
            double[] known = [.. curves.Values.Where((value, at) => at % means.Length == point && double.IsFinite(value))];
            var mean = known.Length > 0 ? known.Average() : 0;
            var deviation = known.Length > 0 ? Math.Sqrt(known.Average(value => (value - mean) * (value - mean))) : 0;
            (means[point], deviations[point]) = ((float)mean, deviation > 1e-6 ? (float)deviation : 1);
        }

        return new CurveReader(curves.Points, means, deviations);
    }

    public T Read<T>(INetworkAlgebra<T> algebra)
    {
        var parts = algebra.Split(algebra.Curve(), 2);
        return algebra.Concat([algebra.Multiply(algebra.Standardise(parts[0], Means, Deviations), parts[1]), parts[1]]);
    }
}
