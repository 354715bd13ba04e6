using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.MoHdnas;

/// <summary>Measures how much the costs of a candidate differ from those of the rest of its population.</summary>
/// <remarks>
/// Sinha et al. 2024 (MO-HDNAS) use such an objective. Its formula was not available, so this one is our own: the mean, over the other members and
/// over costs, of the distance between two costs as a share of the population's range. A cost that is equal for all members contributes nothing.
/// </remarks>
static class CostDiversity
{
    /// <summary>Returns the diversity of every row, 0 to 1; larger is better. O(n² m).</summary>
    /// <param name="costs">n × m, row-major; values that are not finite count as the largest of their cost.</param>
    /// <param name="count">The number of costs m, at least 0; without a cost all rows are equally diverse.</param>
    /// <param name="members">The number of rows n.</param>
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
