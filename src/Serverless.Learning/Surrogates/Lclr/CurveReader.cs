using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>Learning curves as the network reads them: each point standardised by what is known of it, 0 where nothing is, and whether it is known.</summary>
/// <param name="Points">Their names.</param>
/// <param name="Means">By point.</param>
/// <param name="Deviations">By point; 1 for one that does not vary.</param>
sealed record CurveReader(IReadOnlyList<string> Points, float[] Means, float[] Deviations)
{
    /// <value>Channels of what is read.</value>
    public int Channels => 2 * Points.Count;

    /// <summary>Measures the curves of a training set; null where it has none.</summary>
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
