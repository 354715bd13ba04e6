using System.Globalization;
using System.Text;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Presentation.Charts;
using Serverless.Presentation.Pages;

namespace Serverless.Bench.Plots;

/// <summary>
/// Draws what half of an algorithm's searches attain in two objectives as a line, and what one and three quarters attain as the edges of a band.
/// </summary>
static class AttainmentChart
{
    /// <summary>The shares of the searches that are drawn.</summary>
    static readonly double[] Levels = [0.25, 0.5, 0.75];

    /// <param name="problem">The problem, with two objectives.</param>
    /// <param name="runs">The runs on the problem, by algorithm.</param>
    /// <param name="convention">The convention, which decides which rows count.</param>
    /// <returns>The chart; null if nothing that counts was found.</returns>
    public static Markup? Draw(TableProblem problem, IReadOnlyList<AlgorithmRuns> runs, Convention convention)
    {
        var (vertical, horizontal) = (problem.Metrics[0], problem.Metrics[1]);
        var surfaces = runs.Select(run => Surfaces(problem, run, convention)).ToList();
        var shown = surfaces.SelectMany(levels => levels[1]).Where(corner => double.IsFinite(corner.X) && double.IsFinite(corner.Y)).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        // The axes use the objectives' own directions; points outside are drawn at the frame.
        var frame = new ChartFrame(
            Axis.Over(shown.Select(corner => horizontal.Minimised(corner.X))), Axis.Over(shown.Select(corner => vertical.Minimised(corner.Y))));
        var svg = frame.Open(
            $"What half of the searches of {runs.Count} algorithms attain in {vertical.Column} and {horizontal.Column}", Title(horizontal), Title(vertical));
        svg.AddEach(surfaces.Index().Where(entry => entry.Item[2].Count > 0), entry => $"<path class=\"band {LineStyle.Of(entry.Index)}\" d=\"M{Line(entry.Item[0])}L{Line(Reversed(entry.Item[2]))}Z\"/>");
        svg.AddEach(surfaces.Index(), entry => $"<path class=\"median {LineStyle.Of(entry.Index)}\" d=\"M{Line(entry.Item[1])}\"/>");
        return svg.Add($"</svg>");

        string Line(IEnumerable<(double X, double Y)> corners)
        {
            var path = new StringBuilder();
            foreach (var (x, y) in corners)
            {
                path.Append(path.Length == 0 ? "" : "L").Append(
                    CultureInfo.InvariantCulture, $"{Inside(frame.X(horizontal.Minimised(x)), ChartFrame.Left, ChartFrame.Right):0.##} {Inside(frame.Y(vertical.Minimised(y)), ChartFrame.Top, ChartFrame.Bottom):0.##}");
            }

            return path.ToString();
        }
    }

    static double Inside(double pixel, double from, double to) => Math.Clamp(pixel, from, to);

    static IEnumerable<(double X, double Y)> Reversed(IReadOnlyList<(double X, double Y)> corners) => corners.Reverse();

    /// <summary>Returns for each level the corners of the surface, including those of the steps between.</summary>
    static IReadOnlyList<(double X, double Y)>[] Surfaces(TableProblem problem, AlgorithmRuns run, Convention convention)
    {
        IReadOnlyList<(double X, double Y)>[] fronts =
        [
            .. run.Traces.Select(trace => trace.Rows.Where(row => row >= 0 && problem.Counts(row, convention))
                .Select(row => (problem.ObjectivesOf(row)[1], problem.ObjectivesOf(row)[0])).ToArray()),
        ];
        return [.. Levels.Select(share => Steps(AttainmentSurface.Of(fronts, Math.Max(1, (int)Math.Ceiling(share * fronts.Length)))))];
    }

    /// <summary>Extends a surface from its outermost corners to the worst values.</summary>
    static IReadOnlyList<(double X, double Y)> Steps(IReadOnlyList<(double X, double Y)> corners) => corners.Count == 0 ? [] :
    [
        (corners[0].X, double.PositiveInfinity),
        .. corners.SelectMany((corner, index) => index == 0 ? new[] { corner } : [(corner.X, corners[index - 1].Y), corner]),
        (double.PositiveInfinity, corners[^1].Y),
    ];

    static string Title(TableMetric metric) =>
        $"{metric.Column}{(metric.Unit.Length > 0 ? $" [{metric.Unit}]" : "")}, {(metric.Goal == Goal.Maximise ? "better upwards" : "better when smaller")}";
}
