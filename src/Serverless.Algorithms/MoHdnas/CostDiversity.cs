using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.MoHdnas;

/// <summary>How unlike the costs of a candidate are to those of the rest of its population.</summary>
/// <remarks>
/// Sinha et al. 2024 (MO-HDNAS) have such an objective; its formula was not at hand, so this one is ours: the mean, over the others and
/// over costs, of how far two costs are apart, as a share of the population's range. A cost that is equal for all counts nothing.
/// </remarks>
static class CostDiversity
{
    /// <summary>The diversity of every row, 0 to 1; the larger the better. O(n² m).</summary>
    /// <param name="costs">n × m, row-major; what is not finite counts as the largest of its cost.</param>
    /// <param name="count">m, at least 0: without a cost all are equally unlike.</param>
    /// <param name="members">n.</param>
    public static double[] Of(ReadOnlySpan<double> costs, int count, int members)
    {
        var diversity = new double[members];
        if (count == 0 || members < 2)
        {
            return diversity;
        }

        var scaled = ObjectiveScale.Of(costs, count).Apply(costs);
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = double.IsFinite(costs[i]) ? scaled[i] : 1;
        }

        for (var first = 0; first < members; first++)
        {
            for (var second = first + 1; second < members; second++)
            {
                var apart = 0.0;
                for (var cost = 0; cost < count; cost++)
                {
                    apart += Math.Abs(scaled[(first * count) + cost] - scaled[(second * count) + cost]);
                }

                diversity[first] += apart;
                diversity[second] += apart;
            }
        }

        return Array.ConvertAll(diversity, sum => sum / (count * (members - 1)));
    }
}
