using System.Numerics.Tensors;

namespace Serverless.MultiObjective.Statistics;

/// <summary>Measures how well two rankings of the same items agree, from -1 for opposite to 1 for equal.</summary>
/// <remarks>
/// Infinities are ranked like any value. The result is NaN when it is undefined: with fewer than two pairs of values, a NaN among them, or only equal
/// values on one side.
/// </remarks>
public static class RankCorrelation
{
    /// <summary>
    /// Returns Kendall's τ-b: concordant minus discordant pairs, divided by the geometric mean of the numbers of pairs that are not tied on each
    /// side.
    /// </summary>
    /// <remarks>Merges sorted runs (Knight 1966): O(n log n).</remarks>
    /// <param name="first">The n values of one ranking.</param>
    /// <param name="second">The n values of the other ranking, in the same order.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double KendallTauB(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (!AreComparable(first, second))
        {
            return double.NaN;
        }

        var one = first.ToArray();
        var other = second.ToArray();
        Array.Sort(one, other);
        var tiedInFirst = 0L;
        var tiedInBoth = 0L;
        foreach (var (start, end) in Runs(one))
        {
            tiedInFirst += Pairs(end - start);
            other.AsSpan(start, end - start).Sort();
            foreach (var (from, to) in Runs(other.AsSpan(start, end - start)))
            {
                tiedInBoth += Pairs(to - from);
            }
        }

        var discordant = MergeSort(other, new double[other.Length]);
        var tiedInSecond = 0L;
        foreach (var (start, end) in Runs(other))
        {
            tiedInSecond += Pairs(end - start);
        }

        var pairs = Pairs(one.Length);
        var difference = pairs - tiedInFirst - tiedInSecond + tiedInBoth - (2 * discordant);

        // The product of two square roots can be slightly smaller than the root of the product, which would give a result beyond 1.
        return Math.Clamp(difference / (Math.Sqrt(pairs - tiedInFirst) * Math.Sqrt(pairs - tiedInSecond)), -1, 1);
    }

    /// <summary>Returns Spearman's ρ: the Pearson correlation of the ranks, where equal values share their mean rank. O(n log n).</summary>
    /// <inheritdoc cref="KendallTauB" path="/param"/>
    /// <inheritdoc cref="KendallTauB" path="/exception"/>
    public static double Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (!AreComparable(first, second))
        {
            return double.NaN;
        }

        // Twice a centred rank is a whole number, so these sums are exact, and independent of the vector width.
        var one = CentredRanks(first);
        var other = CentredRanks(second);
        var spread = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(one)) * Math.Sqrt(TensorPrimitives.SumOfSquares<double>(other));
        return TensorPrimitives.Dot<double>(one, other) / spread;
    }

    static bool AreComparable(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} and {second.Length} values cannot be ranked against each other.", nameof(second));
        }

        return first.Length > 1 && !TensorPrimitives.IsNaNAny(first) && !TensorPrimitives.IsNaNAny(second);
    }

    /// <summary>Returns twice the distance of each value's mean rank from the middle.</summary>
    static double[] CentredRanks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        foreach (var (start, end) in Runs(sorted))
        {
            foreach (var index in order.AsSpan(start, end - start))
            {
                ranks[index] = start + end - values.Length;
            }
        }

        return ranks;
    }

    static long Pairs(long count) => count * (count - 1) / 2;

    /// <summary>Returns the runs of equal values.</summary>
    static List<(int Start, int End)> Runs(ReadOnlySpan<double> sorted)
    {
        var runs = new List<(int Start, int End)>();
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            runs.Add((start, end));
            start = end;
        }

        return runs;
    }

    /// <summary>Sorts values and counts the inversions.</summary>
    static long MergeSort(Span<double> values, Span<double> buffer)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var middle = values.Length / 2;
        var swaps = MergeSort(values[..middle], buffer[..middle]) + MergeSort(values[middle..], buffer[middle..]);
        var left = 0;
        var right = middle;
        for (var place = 0; place < buffer.Length; place++)
        {
            if (right == values.Length || (left < middle && values[left] <= values[right]))
            {
                buffer[place] = values[left++];
            }
            else
            {
                buffer[place] = values[right++];
                swaps += middle - left;
            }
        }

        buffer.CopyTo(values);
        return swaps;
    }
}
