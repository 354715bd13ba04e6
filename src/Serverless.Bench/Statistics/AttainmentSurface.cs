namespace Serverless.Bench.Statistics;

/// <summary>Computes what several searches with two objectives attain: the empirical attainment surface (Fonseca, Fleming 1996).</summary>
public static class AttainmentSurface
{
    /// <summary>Returns the corners of the region that at least the given number of searches dominate, from left to right.</summary>
    /// <param name="fronts">The points of each search, in any order, with both coordinates minimised; dominated points make no difference.</param>
    /// <param name="level">The number of searches, 1 to all.</param>
    /// <returns>The corners, strictly falling; empty if fewer searches found anything.</returns>
    public static IReadOnlyList<(double X, double Y)> Of(IReadOnlyList<IReadOnlyList<(double X, double Y)>> fronts, int level)
    {
        ArgumentNullException.ThrowIfNull(fronts);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, fronts.Count);
        var least = new double[fronts.Count];
        least.AsSpan().Fill(double.PositiveInfinity);
        var corners = new List<(double X, double Y)>();
        foreach (var column in fronts.SelectMany((front, search) => front.Select(point => (point.X, point.Y, Search: search))).GroupBy(point => point.X).OrderBy(column => column.Key))
        {
            foreach (var (_, y, search) in column)
            {
                least[search] = Math.Min(least[search], y);
            }

            var attained = least.Order().ElementAt(level - 1);
            if (attained < (corners.Count > 0 ? corners[^1].Y : double.PositiveInfinity))
            {
                corners.Add((column.Key, attained));
            }
        }

        return corners;
    }
}
