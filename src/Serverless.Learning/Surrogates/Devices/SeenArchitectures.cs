using System.Numerics.Tensors;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>Architectures as the known devices see them: how much a measurement of one says about another on an unseen device.</summary>
/// <remarks>
/// The covariance of a Gaussian process over devices: a constant, the covariance of the known devices' predictions, and the
/// similarity of the choices.
/// </remarks>
/// <param name="kernel">The kernel of the search space.</param>
/// <param name="choices">The choices of n architectures.</param>
/// <param name="known">The predicted cost on each known device, n × d, as logarithms standardised by device.</param>
sealed class SeenArchitectures(ChoiceKernel kernel, IReadOnlyList<int[]> choices, double[][] known)
{
    /// <value>The number of architectures, n.</value>
    public int Count => choices.Count;

    /// <summary>Returns the prior covariance of two architectures.</summary>
    /// <param name="first">The index of the first architecture.</param>
    /// <param name="second">The index of the second architecture.</param>
    /// <param name="weights">The weights of the parts.</param>
    /// <param name="without">The index of a known device to leave out; null for none.</param>
    public double Covariance(int first, int second, DevicePriorWeights weights, int? without)
    {
        var (one, other) = (known[first], known[second]);
        var devices = one.Length - (without is null ? 0 : 1);
        var together = TensorPrimitives.Dot<double>(one, other) - (without is { } left ? one[left] * other[left] : 0);
        return 1 + (devices > 0 ? together / devices : 0) + (weights.Own * kernel.Of(choices[first], choices[second]));
    }

    /// <summary>
    /// Chooses architectures to measure, one after the other, each where the variance is largest: the greedy D-optimal design (Krause, Singh,
    /// Guestrin
    /// 2008). O(count² n).
    /// </summary>
    /// <param name="pool">The indices to choose from; the first of equal ones is chosen.</param>
    /// <param name="count">The number of architectures to choose, at most that of the pool.</param>
    /// <param name="weights">The weights of the covariance.</param>
    /// <param name="without">The index of a known device to leave out; null for none.</param>
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

    /// <summary>Returns the coefficients with which a prediction weighs the covariances of an architecture with each reference.</summary>
    /// <param name="references">The indices of the measured architectures, at least one.</param>
    /// <param name="values">The measured values, standardised.</param>
    /// <param name="weights">The weights of the covariance.</param>
    /// <param name="without">The index of a known device to leave out; null for none.</param>
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
