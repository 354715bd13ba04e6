using Serverless.Cli.Output;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Reports.Charts;

/// <summary>
/// Two objectives against each other: the front with its steps, dominated candidates, those that were stopped early or given up, and the
/// reference point. What lies beyond the picture, or has no value on an axis, stands at its edge.
/// </summary>
public static class ParetoChart
{
    // What is not of the front's fidelity, and the reference point, are drawn in place while the completed candidates still fill this
    // share of each axis; else at the edge.
    const double LeastShare = 0.4;

    /// <param name="data">The search.</param>
    /// <param name="x">The objective on the horizontal axis.</param>
    /// <param name="y">The objective on the vertical axis.</param>
    public static Markup Draw(ReportData data, Objective x, Objective y)
    {
        var front = data.Front.Members.Select(member => Mark.Of(member, x, y)).OfType<Mark>().ToArray();
        var ids = front.Select(mark => mark.Candidate).ToHashSet(StringComparer.Ordinal);
        var dominated = data.Evaluations
            .Where(evaluation => evaluation.Status == EvaluationStatus.Completed && !ids.Contains(evaluation.Candidate.Value))
            .Select(evaluation => Mark.Of(evaluation, x, y)).OfType<Mark>().ToArray();
        var (stopped, failed) = (Partial(Outcome.EarlyStopped), Partial(Outcome.Failed));
        Mark[] completed = [.. front, .. dominated], others = [.. stopped, .. failed];
        if (completed.Length + others.Count(mark => double.IsFinite(mark.X + mark.Y)) == 0)
        {
            return new Markup().Add($"<p class=\"empty\">No candidate has both values yet.</p>");
        }

        var reference = Reference(data.Front, x, y);
        var axes = (
            X: AxisFor(completed.Select(mark => mark.X), others.Select(mark => mark.X), reference?.X),
            Y: AxisFor(completed.Select(mark => mark.Y), others.Select(mark => mark.Y), reference?.Y));
        var frame = new ChartFrame(axes.X, axes.Y);
        var svg = frame.Open(
            $"{MetricText.Words(y.Name)} against {MetricText.Words(x.Name)}: {front.Length} on the front, {dominated.Length} dominated, {stopped.Length} stopped early, {failed.Length} given up",
            Title(x, horizontal: true),
            Title(y, horizontal: false));
        if (reference is { } point)
        {
            DrawSteps(svg, frame, axes, front, point, (x, y), filled: data.Front.Objectives.Count == 2);
            DrawReference(svg, frame, axes, point, x, y);
        }

        double At(Axis axis, double value, Objective objective) =>
            double.IsNaN(value) ? (objective.Goal == Goal.Minimise ? axis.Maximum : axis.Minimum) : Within(axis, value);
        (double X, double Y) Place(Mark mark) => (frame.X(At(axes.X, mark.X, x)), frame.Y(At(axes.Y, mark.Y, y)));
        svg.AddEach(stopped, mark => $"<path class=\"stopped\" d=\"M{Place(mark).X - 4.5} {Place(mark).Y - 4}h9l-4.5 8z\"><title>{mark.Text}</title></path>");
        svg.AddEach(failed, mark => $"<path class=\"failed\" d=\"M{Place(mark).X - 4} {Place(mark).Y - 4}l8 8m0 -8l-8 8\"><title>{mark.Text}</title></path>");
        svg.AddEach(dominated, mark => $"<circle class=\"dominated\" cx=\"{frame.X(mark.X)}\" cy=\"{frame.Y(mark.Y)}\" r=\"4.5\"><title>{mark.Text}</title></circle>");
        svg.AddEach(front, mark => $"<path class=\"front\" d=\"M{frame.X(mark.X)} {frame.Y(mark.Y) - 7.5}l7.5 7.5l-7.5 7.5l-7.5 -7.5z\"><title>{mark.Text}</title></path>");
        return svg.Add($"</svg>");

        Mark[] Partial(Outcome outcome) =>
        [
            .. data.Evaluations.Where(evaluation => CandidateOutcomeText.GroupOf(evaluation) == outcome)
                .Select(evaluation => Mark.Partial(evaluation, x, y, CandidateOutcomeText.Of(evaluation, data.Request.IsTrained))).OfType<Mark>(),
        ];
    }

    /// <summary>Which way is better, as an arrow along the axis.</summary>
    static string Title(Objective objective, bool horizontal)
    {
        // The vertical title is turned by a quarter to the left: its arrow points up when it points right.
        var arrow = objective.Goal == Goal.Minimise ? "← better" : "better →";
        var unit = MetricText.Unit(objective);
        var device = MetricText.Device(objective.Name) is { } name ? $" on {name}" : "";
        var text = $"{MetricText.Words(objective.Name)}{(unit.Length > 0 ? $" ({unit})" : "")}{device}";
        return horizontal || objective.Goal == Goal.Maximise ? $"{text}   {arrow}" : $"{arrow}   {text}";
    }

    static (double X, double Y)? Reference(FrontDocument front, Objective x, Objective y) =>
        front.ReferencePoint.TryGetValue(x.Name, out var referenceX) && front.ReferencePoint.TryGetValue(y.Name, out var referenceY)
            ? (referenceX, referenceY)
            : null;

    static Axis AxisFor(IEnumerable<double> completed, IEnumerable<double> others, double? reference)
    {
        double[] core = [.. completed], rest = [.. others.Where(double.IsFinite)];
        if (core.Length == 0)
        {
            return Axis.Over(rest);
        }

        // A single completed candidate has no spread to compare with.
        double[] all = core.Length == 1 ? [.. core, .. rest] : Joined(core, rest, core);
        return Axis.Over(reference is { } far ? Joined(all, [far], core) : all);
    }

    /// <summary>The values with others, where the core still fills its share of both.</summary>
    static double[] Joined(double[] values, double[] others, double[] core)
    {
        double[] joined = [.. values, .. others];
        var spread = core.Max() - core.Min();
        return spread >= (joined.Max() - joined.Min()) * LeastShare ? joined : values;
    }

    static void DrawSteps(
        Markup svg, ChartFrame frame, (Axis X, Axis Y) axes, Mark[] front, (double X, double Y) reference, (Objective X, Objective Y) objectives, bool filled)
    {
        // With a third objective a member may lie behind the others here: steps would say something wrong.
        if (!filled)
        {
            return;
        }

        var corners = Staircase.Corners(
            front.Select(mark => (objectives.X.Minimised(mark.X), objectives.Y.Minimised(mark.Y))),
            (objectives.X.Minimised(reference.X), objectives.Y.Minimised(reference.Y)));
        if (corners.Count == 0)
        {
            return;
        }

        string At(double x, double y) => FormattableString.Invariant(
            $"{frame.X(Within(axes.X, objectives.X.Minimised(x))):0.##} {frame.Y(Within(axes.Y, objectives.Y.Minimised(y))):0.##}");
        var line = "M" + string.Join('L', corners.Select(corner => At(corner.X, corner.Y)));
        var corner = At(objectives.X.Minimised(reference.X), objectives.Y.Minimised(reference.Y));
        svg.Add($"<path class=\"area\" d=\"{line}L{corner}z\"/>").Add($"<path class=\"steps\" d=\"{line}\"/>");
    }

    static void DrawReference(Markup svg, ChartFrame frame, (Axis X, Axis Y) axes, (double X, double Y) reference, Objective x, Objective y)
    {
        var text = $"reference point: {MetricText.Value(x.Name, reference.X)} {MetricText.Unit(x.Name)}, {MetricText.Value(y.Name, reference.Y)} {MetricText.Unit(y.Name)}";
        double at = frame.X(Within(axes.X, reference.X)), height = frame.Y(Within(axes.Y, reference.Y));
        var inside = axes.X.Holds(reference.X) && axes.Y.Holds(reference.Y);
        var onRight = at > (ChartFrame.Left + ChartFrame.Right) / 2.0;
        var high = height < (ChartFrame.Top + ChartFrame.Bottom) / 2.0;
        svg.Add($"<path class=\"reference\" d=\"M{at - 6} {height}H{at + 6}M{at} {height - 6}V{height + 6}\"><title>{text}</title></path>");
        svg.Add($"<text class=\"note\" x=\"{at + (onRight ? -10 : 10)}\" y=\"{height + (high ? 18 : -10)}\" text-anchor=\"{(onRight ? "end" : "start")}\">{text}{(inside ? "" : ", beyond this picture")}</text>");
    }

    static double Within(Axis axis, double value) => Math.Clamp(value, axis.Minimum, axis.Maximum);
}
