using System.Globalization;
using System.Text;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Charts;
using Serverless.Presentation.Pages;

namespace Serverless.Bench.Plots;

/// <summary>Draws each algorithm's hypervolume over evaluations: the median as a line, the quartiles as a band.</summary>
static class HypervolumeChart
{
    /// <summary>The largest number of points of a line; more points than pixels would show nothing more.</summary>
    const int MostPoints = 300;

    /// <summary>The share of the evaluations whose hypervolumes set the start of the axis; before that, all algorithms rise steeply.</summary>
    const double Beginning = 0.05;

    /// <param name="runs">The runs on one problem, by algorithm.</param>
    /// <param name="convention">The convention of the hypervolume.</param>
    /// <param name="number">A number that distinguishes the charts of a page.</param>
    public static Markup Draw(IReadOnlyList<AlgorithmRuns> runs, Convention convention, int number)
    {
        var evaluations = runs[0].Measures[convention][0].Hypervolumes.Length;
        var step = Math.Max(1, evaluations / MostPoints);
        int[] places = [.. Enumerable.Range(1, evaluations).Where(n => n % step == 0 || n == evaluations)];
        var curves = runs.Select(run => places.Select(n => Quartiles.Interpolated(run.Each(convention, measures => measures.FractionAt(n)))).ToArray()).ToList();
        var first = Array.FindIndex(places, n => n >= Beginning * evaluations);
        var frame = new ChartFrame(Axis.FromZero(evaluations), Axis.Over(curves.Select(curve => curve[first].Lower).Append(1)));
        var svg = frame.Open(
            $"Hypervolume of {runs.Count} algorithms over {evaluations} evaluations, at the end {string.Join(", ", runs.Zip(curves, (run, curve) => FormattableString.Invariant($"{run.Algorithm.Label} {curve[^1].Median:0.000}")))}",
            "distinct architectures evaluated",
            "hypervolume / true front's");
        svg.Add($"<clipPath id=\"inside{number}\"><rect x=\"{ChartFrame.Left}\" y=\"{ChartFrame.Top}\" width=\"{ChartFrame.Right - ChartFrame.Left}\" height=\"{ChartFrame.Bottom - ChartFrame.Top}\"/></clipPath><g clip-path=\"url(#inside{number})\">");
        svg.AddEach(curves.Index(), curve => $"<path class=\"band {LineStyle.Of(curve.Index)}\" d=\"{Band(frame, places, curve.Item)}\"/>");
        svg.AddEach(curves.Index(), curve => $"<path class=\"median {LineStyle.Of(curve.Index)}\" d=\"M{Line(frame, places.Zip(curve.Item, (n, value) => (n, value.Median)))}\"><title>{runs[curve.Index].Algorithm.Label}: {curve.Item[^1].Median:0.000} after {evaluations}</title></path>");
        return svg.Add($"</g></svg>");
    }

    static string Band(ChartFrame frame, int[] places, Quartiles[] curve)
    {
        var upper = Line(frame, places.Zip(curve, (n, value) => (n, value.Upper)));
        var lower = Line(frame, places.Zip(curve, (n, value) => (n, value.Lower)).Reverse());
        return $"M{upper}L{lower}Z";
    }

    static string Line(ChartFrame frame, IEnumerable<(int Evaluations, double Fraction)> points)
    {
        var path = new StringBuilder();
        foreach (var (evaluations, fraction) in points)
        {
            path.Append(path.Length == 0 ? "" : "L").Append(CultureInfo.InvariantCulture, $"{frame.X(evaluations):0.##} {frame.Y(fraction):0.##}");
        }

        return path.ToString();
    }
}
