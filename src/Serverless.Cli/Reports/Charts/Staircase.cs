namespace Serverless.Cli.Reports.Charts;

/// <summary>The edge between what a two-dimensional front dominates and what it does not.</summary>
public static class Staircase
{
    /// <summary>The corners of the edge, from the first axis' end of the reference box to the second's.</summary>
    /// <param name="points">The front, both coordinates minimised; points at or beyond <paramref name="reference"/> dominate nothing and are left out.</param>
    /// <param name="reference">The reference point, minimised.</param>
    public static IReadOnlyList<(double X, double Y)> Corners(IEnumerable<(double X, double Y)> points, (double X, double Y) reference)
    {
        var corners = new List<(double X, double Y)>();
        var level = reference.Y;
        foreach (var (x, y) in points.Where(point => point.X < reference.X && point.Y < reference.Y).OrderBy(point => point.X).ThenBy(point => point.Y))
        {
            if (y >= level)
            {
                continue;
            }

            corners.Add((x, level));
            corners.Add((x, y));
            level = y;
        }

        if (corners.Count > 0)
        {
            corners.Add((reference.X, level));
        }

        return corners;
    }
}
