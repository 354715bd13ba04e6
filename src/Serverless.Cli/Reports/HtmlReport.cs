using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Cli.Reports.Charts;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Reports;

/// <summary>A search as one HTML file that asks for nothing from outside and runs no script.</summary>
public static class HtmlReport
{
    public static string Write(ReportData data)
    {
        var title = data.Search.Name is { Length: > 0 } name ? PlainText.Of(name) : data.Search.Id;
        var page = HtmlPage.Open($"{title}: front of {data.Front.Members.Count}", title)
            .Add($"<p class=\"lead\">{Lead(data)}</p>");
        if (RunFacts.SkeletonNotice(data.Request) is { } notice)
        {
            page.Add($"<p class=\"notice\">{notice}</p>");
        }

        page.Add($"{Tiles(data)}").Add($"{Scatters(data)}").Add($"{Hypervolume(data)}");
        if (OutcomeText.WhyEmpty(data.Front.Members.Count, data.Front.Outcomes) is { } reason)
        {
            page.Add($"<p class=\"notice\">{reason}</p>");
        }

        page.Add($"<h2>The front</h2>{ReportTable.Draw(FrontTable.Of(data.Front), "The front")}");
        if (SurrogateSummary.Of(data) is { } surrogate)
        {
            page.Add($"<h2>The surrogate</h2><p>{surrogate}</p>");
        }

        page.Add($"<h2>The run</h2><dl>").AddEach(RunFacts.Of(data), fact => $"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>").Add($"</dl>");
        page.Add($"<details><summary>All {data.Evaluations.Count} evaluations</summary>{ReportTable.Draw(EvaluationTable.Of(data), "All evaluations")}</details>");
        return HtmlPage.Close(page, $"Made {Durations.Text(data.MadeAt)}.");
    }

    static string Lead(ReportData data)
    {
        var goals = data.Front.Objectives.Select(objective =>
            $"{(objective.Goal == Goal.Maximise ? "most" : "least")} {MetricText.Words(objective.Name)}{(objective.Device is { } device ? $" on {PlainText.Of(device)}" : "")}");
        return $"Hardware-aware neural architecture search for {string.Join(" and ", goals)}.";
    }

    static Markup Tiles(ReportData data) => new Markup().Add($"<div class=\"tiles\">").AddEach<(string Value, string Name)>(
        [
            (Number(data.Front.Members.Count), "on the front"),
            .. data.Front.Objectives.Select(objective => (Best(data, objective), $"best {MetricText.Header(objective)}")),
            (SearchTable.Hypervolume(data.Front.Hypervolume), "hypervolume"),
            .. Enum.GetValues<Outcome>()
                .Select(outcome => (Outcome: outcome, Count: CountOf(data, outcome)))
                .Where(group => group.Count > 0 || group.Outcome == Outcome.Completed)
                .Select(group => (Number(group.Count), CandidateOutcomeText.Words(group.Outcome, data.Request.IsTrained))),
        ],
        tile => $"<div><b>{tile.Value}</b><span>{tile.Name}</span></div>").Add($"</div>");

    static int CountOf(ReportData data, Outcome outcome) => data.Evaluations.Count(evaluation => CandidateOutcomeText.GroupOf(evaluation) == outcome);

    static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    // In the words of the table below: it shows as many digits as its rows need.
    static string Best(ReportData data, Objective objective)
    {
        double?[] values = [.. data.Front.Members.Select(member => member.Objectives.TryGetValue(objective.Name, out var value) ? value : (double?)null)];
        var best = values.OfType<double>().Select(objective.Minimised).Order().Select(value => (double?)objective.Minimised(value)).FirstOrDefault();
        return best is null ? "–" : MetricText.Column(objective.Name, values)[Array.IndexOf(values, best)];
    }

    static Markup Scatters(ReportData data)
    {
        var objectives = data.Front.Objectives;
        var pairs = objectives.SelectMany((y, i) => objectives.Skip(i + 1).Select(x => (X: x, Y: y))).ToArray();
        var html = new Markup();
        if (pairs.Length > 0)
        {
            html.Add($"<h2>Trade-offs</h2>");
        }

        foreach (var (x, y) in pairs)
        {
            html.Add($"<figure>{ParetoChart.Draw(data, x, y)}</figure>");
        }

        return pairs.Length == 0 ? html : html.Add($"{Legend(data)}").Add($"<p class=\"lead\">{FrontNotes.Reading(data.Front)}</p>");
    }

    static Markup Legend(ReportData data)
    {
        int stopped = CountOf(data, Outcome.EarlyStopped), failed = CountOf(data, Outcome.Failed), infeasible = CountOf(data, Outcome.Infeasible);
        var html = new Markup()
            .Add($"<ul class=\"legend\"><li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"front\" d=\"M8 1l7 7l-7 7l-7-7z\"/></svg>on the front</li>")
            .Add($"<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle class=\"dominated\" cx=\"8\" cy=\"8\" r=\"5\"/></svg>dominated</li>");
        if (stopped > 0)
        {
            html.Add($"<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"stopped\" d=\"M3 4h10l-5 9z\"/></svg>stopped early: {stopped}, with the values they had then; at the edge where those lie beyond the picture</li>");
        }

        if (failed > 0)
        {
            html.Add($"<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"failed\" d=\"M4 4l8 8m0 -8l-8 8\"/></svg>given up: {failed}, at the edge where a value is missing; not drawn where nothing is known</li>");
        }

        return html.Add($"<li>not drawn: {infeasible} infeasible</li></ul>");
    }

    static Markup Hypervolume(ReportData data) => new Markup()
        .Add($"<h2>Hypervolume</h2><figure>{HypervolumeChart.Draw(data.History, HypervolumeUnit(data))}")
        .Add($"<figcaption>What the front dominates, up to the reference point {FrontNotes.Reference(data.Front.ReferencePoint, data.Front.ReferencePointOrigin) ?? "that is not known yet"}, which stays the same throughout. Dashed: ends of generations.{(HypervolumeChart.IsCut(data.History) ? " The vertical axis does not begin at 0." : "")}</figcaption></figure>");

    static string HypervolumeUnit(ReportData data) =>
        string.Join(" × ", data.Front.Objectives.Select(objective => MetricText.Unit(objective)).Where(unit => unit.Length > 0));
}
