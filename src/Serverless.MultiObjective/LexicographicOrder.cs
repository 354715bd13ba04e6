namespace Serverless.MultiObjective;

/// <summary>Orders points by the first objective, with ties broken by the next ones and copies by index.</summary>
/// <remarks>In this order no point is dominated by a later one.</remarks>
public static class LexicographicOrder
{
    /// <summary>Sorts the points' indices in that order, with points that have a NaN last. O(m n log n).</summary>
    /// <returns>The number of points without a NaN.</returns>
    public static int Sort(ReadOnlySpan<double> points, int objectives, Span<int> order)
    {
        var count = 0;
        var last = order.Length;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            if (Dominance.HasNaN(points.Slice(i * objectives, objectives)))
            {
                order[--last] = i;
            }
        }

        for (var i = 0; i < order.Length; i++)
        {
            if (!Dominance.HasNaN(points.Slice(i * objectives, objectives)))
            {
                order[count++] = i;
            }
        }

        SortBy(0, points, objectives, order[..count], new double[count]);
        return count;
    }

    static void SortBy(int objective, ReadOnlySpan<double> points, int objectives, Span<int> order, Span<double> keys)
    {
        if (objective == objectives)
        {
            return;
        }

        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = points[(order[i] * objectives) + objective];
        }

        KeySort.Sort(keys, order);
        SortTies(keys, order, points, objectives, objective + 1);
    }

    /// <summary>Sorts each run of equal keys by one objective and those after it.</summary>
    public static void SortTies(Span<double> keys, Span<int> order, ReadOnlySpan<double> points, int objectives, int objective)
    {
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                SortBy(objective, points, objectives, order[start..end], keys[start..end]);
            }

            start = end;
        }
    }
}
