using Serverless.Learning.Surrogates.Linear;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>Predicts the cost of any architecture on each known device, by kernel ridge regression of standardised logarithms.</summary>
static class KnownDevices
{
    static readonly double[] Penalties = [0.0001, 0.001, 0.01, 0.1];

    /// <summary>Fits a form for each device, with the penalty that has the smallest error when architectures are left out in turn. O(n³).</summary>
    /// <param name="kernel">The kernel of the search space.</param>
    /// <param name="choices">The choices of n architectures.</param>
    /// <param name="logarithms">The n values of each device, NaN where nothing was measured; at least two that differ.</param>
    public static QuadraticForm[] Fit(ChoiceKernel kernel, IReadOnlyList<int[]> choices, IReadOnlyList<double[]> logarithms)
    {
        var forms = new QuadraticForm[logarithms.Count];

        // Devices with measurements of the same architectures share the expensive factorisation.
        foreach (var group in logarithms.Index().GroupBy(device => string.Join(' ', MeasuredBy(device.Item))))
        {
            var places = MeasuredBy(group.First().Item);
            IReadOnlyList<int[]> measured = [.. places.Select(place => choices[place])];
            var covariance = Covariance(kernel, measured);
            var best = group.ToDictionary(device => device.Index, _ => (Error: double.PositiveInfinity, Weights: Array.Empty<double>()));
            foreach (var penalty in Penalties)
            {
                var (factor, diagonal) = Inverse(covariance, places.Length, penalty);
                foreach (var (index, values) in group)
                {
                    var weights = Standardised([.. places.Select(place => values[place])]);
                    factor.Solve(weights);
                    var error = weights.Zip(diagonal, (weight, own) => Math.Pow(weight / own, 2)).Sum();
                    best[index] = error < best[index].Error ? (error, weights) : best[index];
                }
            }

            foreach (var (index, (_, weights)) in best)
            {
                forms[index] = kernel.Sum(measured, weights);
            }
        }

        return forms;
    }

    /// <summary>Shifts and scales values to mean 0 and variance 1.</summary>
    public static double[] Standardised(double[] values)
    {
        var (mean, deviation) = Moments(values);
        return Array.ConvertAll(values, value => (value - mean) / deviation);
    }

    /// <summary>Returns mean and standard deviation; the deviation of equal values is 1.</summary>
    public static (double Mean, double Deviation) Moments(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return (mean, deviation > 1e-12 ? deviation : 1);
    }

    static int[] MeasuredBy(double[] values) => [.. Enumerable.Range(0, values.Length).Where(place => !double.IsNaN(values[place]))];

    static double[] Covariance(ChoiceKernel kernel, IReadOnlyList<int[]> choices)
    {
        var covariance = new double[choices.Count * choices.Count];
        for (var i = 0; i < choices.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                covariance[(i * choices.Count) + j] = kernel.Of(choices[i], choices[j]);
            }
        }

        return covariance;
    }

    /// <summary>Returns the factor of K + λ, and the diagonal of its inverse, which gives the leave-one-out errors (Allen 1974).</summary>
    static (CholeskyFactor Factor, double[] Diagonal) Inverse(double[] covariance, int count, double penalty)
    {
        var penalised = (double[])covariance.Clone();
        for (var i = 0; i < count; i++)
        {
            penalised[(i * count) + i] += penalty;
        }

        var factor = CholeskyFactor.Of(penalised, count);
        return (factor, factor.InverseDiagonal());
    }
}
