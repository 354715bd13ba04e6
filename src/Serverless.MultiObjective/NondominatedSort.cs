using Serverless.MultiObjective.Sorting;

namespace Serverless.MultiObjective;

/// <summary>Splits points into fronts: the nondominated points, those nondominated once the first front is removed, and so on.</summary>
/// <remarks>
/// All objectives are minimised. Copies of a point share a front. Points with a NaN share the last front, behind every other; infinities are compared
/// like any value. Without points there are no fronts. Efficient nondominated sort with binary search (Zhang, Tian, Cheng, Jin 2015): in
/// lexicographic order a point belongs to the first front that holds no dominator of it, and when a front holds one, so do all the fronts before it.
/// O(n log n) for two objectives; for three mostly O(n log² n); at worst O(m n²).
/// </remarks>
public static class NondominatedSort
{
    /// <summary>Computes each point's front, 0 for the nondominated points.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <param name="ranks">The destination of the n ranks, in the points' order.</param>
    /// <returns>The number of fronts.</returns>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public static int Ranks(ReadOnlySpan<double> points, int objectives, Span<int> ranks)
    {
        var count = FlatPoints.Count(points, objectives);
        if (ranks.Length != count)
        {
            throw new ArgumentException($"{count} points need as many ranks, not {ranks.Length}.", nameof(ranks));
        }

        var order = new int[count];
        var comparable = LexicographicOrder.Sort(points, objectives, order);
        var fronts = Empty(objectives);
        for (var i = 0; i < comparable; i++)
        {
            var point = points.Slice(order[i] * objectives, objectives);
            var isCopy = i > 0 && point.SequenceEqual(points.Slice(order[i - 1] * objectives, objectives));
            ranks[order[i]] = isCopy ? ranks[order[i - 1]] : fronts.Place(point);
        }

        foreach (var index in order.AsSpan(comparable))
        {
            ranks[index] = fronts.Count;
        }

        return comparable < count ? fronts.Count + 1 : fronts.Count;
    }

    /// <summary>Returns the points' indices, front by front, in ascending order within a front.</summary>
    /// <inheritdoc cref="Ranks" path="/param"/>
    /// <exception cref="ArgumentException">The length is not a whole number of points.</exception>
    public static int[][] Fronts(ReadOnlySpan<double> points, int objectives)
    {
        var ranks = new int[FlatPoints.Count(points, objectives)];
        var sizes = new int[Ranks(points, objectives, ranks)];
        foreach (var rank in ranks)
        {
            sizes[rank]++;
        }

        var fronts = Array.ConvertAll(sizes, size => new int[size]);
        for (var i = ranks.Length - 1; i >= 0; i--)
        {
            fronts[ranks[i]][--sizes[ranks[i]]] = i;
        }

        return fronts;
    }

    static IFronts Empty(int objectives) => objectives switch
    {
        1 => new LineFronts(),
        2 => new PlaneFronts(),
        3 => new SpaceFronts(),
        _ => new BlockFronts(objectives),
    };

    /// <summary>Fronts of one objective, in which each distinct value is a front.</summary>
    sealed class LineFronts : IFronts
    {
        public int Count { get; private set; }

        public int Place(ReadOnlySpan<double> point) => Count++;
    }
}
