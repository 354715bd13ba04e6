namespace Serverless.Bench.Statistics;

/// <summary>Wilcoxon's signed-rank test for pairs (Wilcoxon 1945), which tests whether one side tends to be larger.</summary>
/// <remarks>
/// Pairs without a difference are left out; equal differences share their mean rank. The test is always exact, with or without ties: it uses the
/// distribution of the rank sum over all equally likely signs, given the ranks (Hollander, Wolfe 1999, section 3.1).
/// </remarks>
/// <param name="Pairs">The number of pairs with a difference.</param>
/// <param name="ProbabilityValue">The two-sided p-value; 1 if no pair has a difference.</param>
/// <param name="Effect">
/// The matched-pairs rank-biserial correlation (Kerby 2014): −1 if the second is always larger, 0 if neither tends to be, 1 if the first always is.
/// </param>
public readonly record struct SignedRankTest(int Pairs, double ProbabilityValue, double Effect)
{
    /// <summary>Compares two samples value by value. O(n³).</summary>
    /// <param name="first">The first values, without NaN.</param>
    /// <param name="second">The second values, as many. Two equal infinities have no difference.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is a NaN.</exception>
    public static SignedRankTest Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} and {second.Length} values make no pairs.", nameof(second));
        }

        var differences = new List<double>();
        for (var i = 0; i < first.Length; i++)
        {
            if (double.IsNaN(first[i]) || double.IsNaN(second[i]))
            {
                throw new ArgumentException($"Pair {i} has a NaN, which no rank can be given to.", nameof(first));
            }

            if (!first[i].Equals(second[i]) && first[i] != second[i])
            {
                differences.Add(first[i] - second[i]);
            }
        }

        if (differences.Count == 0)
        {
            return new SignedRankTest(0, 1, 0);
        }

        // Ranks are doubled, so that the mean rank of a tie is a whole number.
        var ranks = DoubledRanks(differences);
        var total = ranks.Sum();
        var positive = differences.Zip(ranks).Where(pair => pair.First > 0).Sum(pair => pair.Second);
        var smaller = Math.Min(positive, total - positive);
        return new SignedRankTest(ranks.Length, Math.Min(1, 2 * LowerTail(ranks, smaller)), ((2.0 * positive) - total) / total);
    }

    static int[] DoubledRanks(List<double> differences)
    {
        int[] order = [.. Enumerable.Range(0, differences.Count).OrderBy(i => Math.Abs(differences[i]))];
        var ranks = new int[order.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && Math.Abs(differences[order[to]]) == Math.Abs(differences[order[from]]))
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = from + 1 + to;
            }

            from = to;
        }

        return ranks;
    }

    /// <summary>Returns the probability of a rank sum not above the observed one, where each rank counts with probability one half.</summary>
    static double LowerTail(int[] ranks, int observed)
    {
        var probabilities = new double[ranks.Sum() + 1];
        probabilities[0] = 1;
        foreach (var rank in ranks)
        {
            for (var sum = probabilities.Length - 1; sum >= 0; sum--)
            {
                probabilities[sum] = (probabilities[sum] + (sum >= rank ? probabilities[sum - rank] : 0)) / 2;
            }
        }

        return probabilities.AsSpan(0, observed + 1).ToArray().Sum();
    }
}
