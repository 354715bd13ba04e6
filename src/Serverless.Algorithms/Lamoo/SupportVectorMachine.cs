using Serverless.Algorithms.ModelBased.Regions;

namespace Serverless.Algorithms.Lamoo;

/// <summary>A soft-margin support vector machine of two classes.</summary>
/// <remarks>
/// Cortes, Vapnik 1995, C = 1. The bias is a constant in the kernel (Mangasarian, Musicant 1999), so that the dual has only bound constraints and is
/// solved one coordinate at a time (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008). O(n²) for each pass.
/// </remarks>
sealed class SupportVectorMachine
{
    const double Cost = 1;
    const int MostPasses = 200;
    const double Tolerance = 1e-3;

    readonly ChoiceDistance _distance;
    readonly (int[] Point, double Weight)[] _vectors;

    SupportVectorMachine(ChoiceDistance distance, (int[] Point, double Weight)[] vectors) => (_distance, _vectors) = (distance, vectors);

    /// <summary>Trains a machine to separate two classes.</summary>
    /// <param name="distance">The distance between the points.</param>
    /// <param name="points">n encoded architectures.</param>
    /// <param name="isGood">The class of each point.</param>
    public static SupportVectorMachine Train(ChoiceDistance distance, int[][] points, bool[] isGood)
    {
        var count = points.Length;
        var kernel = new double[count * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                kernel[(i * count) + j] = 1 + distance.Kernel(points[i], points[j]);
            }
        }

        var weights = new double[count];
        var decisions = new double[count];
        for (var (pass, change) = (0, double.PositiveInfinity); pass < MostPasses && change > Tolerance; pass++)
        {
            change = 0;
            for (var i = 0; i < count; i++)
            {
                var sign = isGood[i] ? 1 : -1;
                var weight = Math.Clamp(weights[i] + ((1 - (sign * decisions[i])) / kernel[(i * count) + i]), 0, Cost);
                var step = sign * (weight - weights[i]);
                if (step != 0)
                {
                    for (var j = 0; j < count; j++)
                    {
                        decisions[j] += step * kernel[(i * count) + j];
                    }
                }

                change = Math.Max(change, Math.Abs(step));
                weights[i] = weight;
            }
        }

        return new SupportVectorMachine(
            distance, [.. Enumerable.Range(0, count).Where(i => weights[i] > 0).Select(i => (points[i], isGood[i] ? weights[i] : -weights[i]))]);
    }

    /// <summary>Returns whether a point is on the side of the good class.</summary>
    public bool IsGood(int[] point)
    {
        var decision = 0.0;
        foreach (var (vector, weight) in _vectors)
        {
            decision += weight * (1 + _distance.Kernel(point, vector));
        }

        return decision > 0;
    }
}
