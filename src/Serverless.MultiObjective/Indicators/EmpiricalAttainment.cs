namespace Serverless.MultiObjective.Indicators;

/// <summary>Which goals how many of several runs attain (Grunert da Fonseca, Fonseca, Hall 2001). Everything is minimised.</summary>
/// <remarks>
/// A run attains a goal when one of its points is nowhere worse. Points with a NaN attain nothing. Surfaces are for two objectives,
/// where they are staircases no longer than all runs together; with more they have a size that nobody reads off a chart, and
/// <see cref="CountAttaining"/> answers for single goals.
/// </remarks>
public static class EmpiricalAttainment
{
    /// <summary>The least goals that at least so many runs attain: their staircase. O(N log N + N r) for N points of r runs.</summary>
    /// <param name="runs">r runs, each n × 2, row-major; n differs from run to run and may be 0.</param>
    /// <param name="level">From 1, the best that any run has reached, to r, what all have.</param>
    /// <returns>k × 2, row-major: the first objective rises, the second falls; nothing when fewer runs have points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not from 1 to r.</exception>
    /// <exception cref="ArgumentException">A length is no whole number of points.</exception>
    public static double[] Surface(IReadOnlyList<double[]> runs, int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, runs.Count);
        var points = PointsOf(runs);
        var reached = Enumerable.Repeat(double.PositiveInfinity, runs.Count).ToArray();
        var ascending = (double[])reached.Clone();
        var surface = new List<double>();
        var height = double.PositiveInfinity;
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y, run) = points[i];
            if (y < reached[run])
            {
                Lower(ascending, reached[run], y);
                reached[run] = y;
            }

            var isLastOfItsX = i == points.Count - 1 || points[i + 1].X > x;
            if (isLastOfItsX && ascending[level - 1] < height)
            {
                height = ascending[level - 1];
                surface.AddRange([x, height]);
            }
        }

        return [.. surface];
    }

    /// <summary>How many runs attain a goal, for any number of objectives. O(N m).</summary>
    /// <param name="runs">Each n × m, row-major.</param>
    /// <param name="goal">m values.</param>
    /// <exception cref="ArgumentException">A length is no whole number of points.</exception>
    public static int CountAttaining(IReadOnlyList<double[]> runs, ReadOnlySpan<double> goal)
    {
        var count = 0;
        foreach (var run in runs)
        {
            FlatPoints.Count(run, goal.Length);
            for (var start = 0; start < run.Length; start += goal.Length)
            {
                if (Dominance.IsNowhereWorse(run.AsSpan(start, goal.Length), goal))
                {
                    count++;
                    break;
                }
            }
        }

        return count;
    }

    static List<(double X, double Y, int Run)> PointsOf(IReadOnlyList<double[]> runs)
    {
        var points = new List<(double X, double Y, int Run)>();
        foreach (var (run, values) in runs.Index())
        {
            var comparable = ComparablePoints.WithoutNaN(values, 2);
            for (var start = 0; start < comparable.Length; start += 2)
            {
                points.Add((comparable[start], comparable[start + 1], run));
            }
        }

        points.Sort((one, other) => one.X.CompareTo(other.X));
        return points;
    }

    /// <summary>Replaces one of the ascending values by a lower one.</summary>
    static void Lower(double[] ascending, double from, double to)
    {
        var place = Array.IndexOf(ascending, from);
        for (; place > 0 && ascending[place - 1] > to; place--)
        {
            ascending[place] = ascending[place - 1];
        }

        ascending[place] = to;
    }
}
