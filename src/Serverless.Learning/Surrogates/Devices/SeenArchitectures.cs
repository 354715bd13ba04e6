using System.Numerics.Tensors;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>Architectures as the known devices see them: how much a measurement of one tells about another on a device not seen yet.</summary>
/// <remarks>
/// The covariance of a Gaussian process over devices: a constant, what the known devices' predictions vary together, and what the
/// choices have in common.
/// </remarks>
/// <param name="kernel">Of the space.</param>
/// <param name="choices">n lists.</param>
/// <param name="known">n × d: what each known device is predicted to need, as logarithms, standardised by device.</param>
sealed class SeenArchitectures(ChoiceKernel kernel, IReadOnlyList<int[]> choices, double[][] known)
{
    /// <value>n.</value>
    public int Count => choices.Count;

    /// <summary>The prior covariance of two of them.</summary>
    /// <param name="first">A place.</param>
    /// <param name="second">A place.</param>
    /// <param name="weights">Of the parts.</param>
    /// <param name="without">A known device to leave out; null: none.</param>
    public double Covariance(int first, int second, DevicePriorWeights weights, int? without)
    {
        var (one, other) = (known[first], known[second]);
        var devices = one.Length - (without is null ? 0 : 1);
        var together = TensorPrimitives.Dot<double>(one, other) - (without is { } left ? one[left] * other[left] : 0);
        return 1 + (devices > 0 ? together / devices : 0) + (weights.Own * kernel.Of(choices[first], choices[second]));
    }

    /// <summary>
    /// Chooses places to measure, one after the other, each where least is known: the greedy D-optimal design (Krause, Singh, Guestrin
    /// 2008). O(count² n).
    /// </summary>
    /// <param name="pool">Places to choose from; the first of equals is chosen.</param>
    /// <param name="count">How many, at most the pool's.</param>
    /// <param name="weights">Of the covariance.</param>
    /// <param name="without">A known device to leave out; null: none.</param>
    public IReadOnlyList<int> Design(IReadOnlyList<int> pool, int count, DevicePriorWeights weights, int? without)
    {
        double[] variances = [.. pool.Select(place => Covariance(place, place, weights, without))];
        var explained = new List<double[]>();
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(count, pool.Count))
        {
            var best = TensorPrimitives.IndexOfMax<double>(variances);
            var column = new double[pool.Count];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = Covariance(pool[i], pool[best], weights, without) - explained.Sum(earlier => earlier[i] * earlier[best]);
            }

            var scale = 1 / Math.Sqrt(column[best] + weights.Noise);
            for (var i = 0; i < column.Length; i++)
            {
                column[i] *= scale;
                variances[i] -= column[i] * column[i];
            }

            variances[best] = double.NegativeInfinity;
            explained.Add(column);
            chosen.Add(pool[best]);
        }

        return chosen;
    }

    /// <summary>How much each reference's covariance with an architecture counts in the prediction of that one.</summary>
    /// <param name="references">Places that were measured, at least one.</param>
    /// <param name="values">What was measured, standardised.</param>
    /// <param name="weights">Of the covariance.</param>
    /// <param name="without">A known device to leave out; null: none.</param>
    public double[] Coefficients(IReadOnlyList<int> references, ReadOnlySpan<double> values, DevicePriorWeights weights, int? without)
    {
        var count = references.Count;
        var covariance = new double[count * count];
        for (var i = 0; i < covariance.Length; i++)
        {
            covariance[i] = Covariance(references[i / count], references[i % count], weights, without) + (i / count == i % count ? weights.Noise : 0);
        }

        var coefficients = values.ToArray();
        Linear.CholeskyFactor.Of(covariance, count).Solve(coefficients);
        return coefficients;
    }
}
