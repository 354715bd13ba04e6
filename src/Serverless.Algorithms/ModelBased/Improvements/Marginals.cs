using System.Runtime.Intrinsics;
using Serverless.Algorithms.Models;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>The predictions of one objective for some candidates: independent normal distributions of the modelled value.</summary>
/// <param name="Transform">The transform between the objective and the modelled value.</param>
/// <param name="Means">The means of the modelled values, padded to a multiple of eight.</param>
/// <param name="Deviations">The standard deviations of the modelled values, positive, padded likewise.</param>
sealed record Marginals(OutputTransform Transform, double[] Means, double[] Deviations)
{
    public const int Lanes = 8;

    /// <summary>Returns the length of arrays for the given number of candidates.</summary>
    public static int PaddedLength(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>Creates marginals to be filled in, initially standard normal.</summary>
    public static Marginals Empty(OutputTransform transform, int count)
    {
        var marginals = new Marginals(transform, new double[PaddedLength(count)], new double[PaddedLength(count)]);
        marginals.Deviations.AsSpan().Fill(1);
        return marginals;
    }

    public Vector512<double> Mean(int first) => Vector512.Create((ReadOnlySpan<double>)Means.AsSpan(first, Lanes));

    public Vector512<double> Deviation(int first) => Vector512.Create((ReadOnlySpan<double>)Deviations.AsSpan(first, Lanes));

    /// <summary>Returns the objective's value that is the given number of standard deviations from the mean.</summary>
    public double Value(int candidate, double deviations = 0) =>
        Transform.Restore(Means[candidate] + (deviations * Deviations[candidate]));
}
