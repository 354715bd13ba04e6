using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>Computes the expected Pareto ranks of values that are known up to a normal error: the mean over draws of all values.</summary>
/// <remarks>
/// The ranks of expected values are not the expected ranks: where a predictor gives the same value to many architectures (cells of one function), the
/// cheapest of them dominates all the others, whereas noise undoes this in what is measured.
/// </remarks>
static class ExpectedRanks
{
    const int Draws = 16;

    /// <param name="values">n × m, smaller is better.</param>
    /// <param name="deviations">n × m, not negative.</param>
    /// <param name="objectives">The number of objectives m.</param>
    public static double[] Of(double[] values, double[] deviations, int objectives)
    {
        var (drawn, ranks) = (new double[values.Length], new int[values.Length / objectives]);
        var sums = new double[ranks.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            var random = RandomStream.For(seed: 0, draw, index: 0);
            for (var i = 0; i < values.Length; i++)
            {
                drawn[i] = values[i] + (deviations[i] * random.NextNormal());
            }

            NondominatedSort.Ranks(drawn, objectives, ranks);
            for (var i = 0; i < ranks.Length; i++)
            {
                sums[i] += ranks[i] / (double)Draws;
            }
        }

        return sums;
    }
}
