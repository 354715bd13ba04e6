namespace Serverless.Bench.Statistics;

/// <summary>What several searches with two objectives attain: the empirical attainment surface (Fonseca, Fleming 1996).</summary>
public static class AttainmentSurface
{
    /// <summary>The corners of the region that at least so many searches dominate, from left to right.</summary>
    /// <param name="fronts">One for each search: points in any order, both coordinates minimised; dominated ones make no difference.</param>
    /// <param name="level">How many searches, 1 to all.</param>
    /// <returns>Strictly falling; empty where fewer searches found anything.</returns>
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
