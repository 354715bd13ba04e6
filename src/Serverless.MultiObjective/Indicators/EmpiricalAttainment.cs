namespace Serverless.MultiObjective.Indicators;

/// <summary>
/// Computes which goals are attained by how many of several runs (Grunert da Fonseca, Fonseca, Hall 2001). All objectives are minimised.
/// </summary>
/// <remarks>
/// A run attains a goal if one of its points is nowhere worse. Points with a NaN attain nothing. Surfaces are for two objectives, where they are
/// staircases no longer than all runs together; with more objectives they would be too large to read from a chart, and <see cref="CountAttaining"/>
/// answers for single goals.
/// </remarks>
public static class EmpiricalAttainment
{
    /// <summary>
    /// Returns the staircase of the smallest goals that at least the given number of runs attain. O(N log N + N r) for N points of r runs.
    /// </summary>
    /// <param name="runs">r runs, each n × 2, row-major; n differs between runs and can be 0.</param>
    /// <param name="level">The number of runs, from 1, the best that any run has reached, to r, what all have reached.</param>
    /// <returns>k × 2, row-major: the first objective rises, the second falls; empty if fewer runs have points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not from 1 to r.</exception>
    /// <exception cref="ArgumentException">A length is not a whole number of points.</exception>
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

    /// <summary>Returns how many runs attain a goal, for any number of objectives. O(N m).</summary>
    /// <param name="runs">The runs, each n × m, row-major.</param>
    /// <param name="goal">The goal: m values.</param>
    /// <exception cref="ArgumentException">A length is not a whole number of points.</exception>
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
