using System.Text;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Reports.Charts;

/// <summary>The hypervolume after each evaluation, as steps; ends of generations are marked.</summary>
public static class HypervolumeChart
{
    /// <param name="history">One entry for each evaluation, in order.</param>
    /// <param name="unit">The product of the objectives' units, or nothing.</param>
    public static Markup Draw(IReadOnlyList<HistoryEntry> history, string unit)
    {
        if (history.Count == 0)
        {
            return new Markup().Add($"<p class=\"empty\">No evaluation has completed yet.</p>");
        }

        var frame = new ChartFrame(Axis.FromZero(history.Max(entry => entry.Evaluation)), Axis.Over(history.Select(entry => entry.Hypervolume)));
        var svg = frame.Open(
            FormattableString.Invariant($"Hypervolume after each of {history.Count} evaluations, at the end {SearchTable.Hypervolume(history[^1].Hypervolume)}"),
            "evaluations completed",
            unit.Length > 0 ? $"hypervolume ({unit})" : "hypervolume");
        var ends = history.Zip(history.Skip(1)).Where(pair => pair.First.Generation != pair.Second.Generation).Select(pair => pair.First);
        svg.AddEach(ends, entry => $"<line class=\"generation\" x1=\"{frame.X(entry.Evaluation)}\" x2=\"{frame.X(entry.Evaluation)}\" y1=\"{ChartFrame.Top}\" y2=\"{ChartFrame.Bottom}\"><title>End of generation {entry.Generation}</title></line>");
        svg.Add($"<path class=\"steps\" d=\"{Path(history, frame)}\"/>");
        svg.AddEach(history, entry => $"<circle class=\"step\" cx=\"{frame.X(entry.Evaluation)}\" cy=\"{frame.Y(entry.Hypervolume)}\" r=\"3\"><title>Evaluation {entry.Evaluation}, generation {entry.Generation}: hypervolume {SearchTable.Hypervolume(entry.Hypervolume)}, front of {entry.FrontSize}</title></circle>");
        return svg.Add($"</svg>");
    }

    /// <summary>Whether the axis leaves out a part above zero: gains are small beside what the first candidate dominates.</summary>
    public static bool IsCut(IReadOnlyList<HistoryEntry> history) => history.Count > 0 && history.Min(entry => entry.Hypervolume) > 0;

    static string Path(IReadOnlyList<HistoryEntry> history, ChartFrame frame)
    {
        var path = new StringBuilder().Append(System.Globalization.CultureInfo.InvariantCulture, $"M{frame.X(history[0].Evaluation):0.##} {ChartFrame.Bottom}");
        foreach (var entry in history)
        {
            path.Append(System.Globalization.CultureInfo.InvariantCulture, $"H{frame.X(entry.Evaluation):0.##}V{frame.Y(entry.Hypervolume):0.##}");
        }

        return path.ToString();
    }
}
