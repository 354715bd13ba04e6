using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Draws;

/// <summary>An augmented Chebyshev scalarisation with random weights; larger is better.</summary>
/// <remarks>
/// Knowles 2006, equation 2, in the form used by BoTorch: objectives are scaled to 1 at the best and 0 at the worst of the baseline's means. The
/// value is the smallest weighted objective plus α = 0.05 times their sum, so that no dominated point is best.
/// </remarks>
sealed class ChebyshevScalarisation
{
    /// <summary>
    /// The best value of an empty baseline: every improvement over it is about the same, so that only the probability that constraints hold counts.
    /// </summary>
    public const double Least = -1e100;

    const double Augmentation = 0.05;

    readonly double[] _weights;
    readonly double[] _best;
    readonly double[] _range;

    /// <param name="means">The baseline's means: n × m, row-major; can be empty.</param>
    /// <param name="weights">m weights that add up to 1.</param>
    public ChebyshevScalarisation(ReadOnlySpan<double> means, double[] weights)
    {
        _weights = weights;
        _best = new double[weights.Length];
        _range = new double[weights.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = k; i < means.Length; i += weights.Length)
            {
                (least, most) = (Math.Min(least, means[i]), Math.Max(most, means[i]));
            }

            (_best[k], _range[k]) = (double.IsFinite(least) ? least : 0, most > least ? most - least : 1);
        }
    }

    /// <summary>Draws weights uniformly from the simplex.</summary>
    public static double[] Weights(int objectives, RandomStream random)
    {
        double[] parts = [.. Enumerable.Range(0, objectives).Select(_ => -Math.Log(1 - random.NextDouble()))];
        var sum = parts.Sum();
        return sum > 0 ? Array.ConvertAll(parts, part => part / sum) : Array.ConvertAll(parts, _ => 1.0 / objectives);
    }

    /// <summary>Returns the value of a point of minimised objectives.</summary>
    public double Of(ReadOnlySpan<double> point)
    {
        var (least, sum) = (double.PositiveInfinity, 0.0);
        for (var k = 0; k < point.Length; k++)
        {
            var weighted = _weights[k] * (1 - ((point[k] - _best[k]) / _range[k]));
            least = Math.Min(least, weighted);
            sum += weighted;
        }

        return least + (Augmentation * sum);
    }
}
