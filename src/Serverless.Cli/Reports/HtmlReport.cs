using Serverless.Cli.Output;
using Serverless.Cli.Reports.Charts;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Objectives;

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
        page.Add($"<h2>The front</h2>{ReportTable.Draw(FrontTable.Of(data.Front), "The front")}");
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
            (data.Front.Members.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "on the front"),
            .. data.Front.Objectives.Select(objective => (Best(data, objective), $"best {MetricText.Header(objective.Name)}")),
            (SearchTable.Hypervolume(data.Front.Hypervolume), "hypervolume"),
            (data.Search.Budget.TrainingsSpent.ToString(System.Globalization.CultureInfo.InvariantCulture), "architectures trained"),
        ],
        tile => $"<div><b>{tile.Value}</b><span>{tile.Name}</span></div>").Add($"</div>");

    static string Best(ReportData data, Objective objective)
    {
        var values = data.Front.Members.Where(member => member.Objectives.ContainsKey(objective.Name)).Select(member => member.Objectives[objective.Name]).ToArray();
        return values.Length == 0 ? "–" : MetricText.Value(objective.Name, objective.Minimised(values.Min(objective.Minimised)));
    }

    static Markup Scatters(ReportData data)
    {
        var objectives = data.Front.Objectives;
        var pairs = objectives.SelectMany((y, i) => objectives.Skip(i + 1).Select(x => (X: x, Y: y))).ToArray();
        var infeasible = data.Evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Infeasible);
        var html = new Markup();
        if (pairs.Length > 0)
        {
            html.Add($"<h2>Trade-offs</h2>");
        }

        foreach (var (x, y) in pairs)
        {
            html.Add($"<figure>{ParetoChart.Draw(data, x, y)}</figure>");
        }

        return pairs.Length == 0 ? html : html
            .Add($"<ul class=\"legend\"><li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path class=\"front\" d=\"M8 1l7 7l-7 7l-7-7z\"/></svg>on the front</li>")
            .Add($"<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle class=\"dominated\" cx=\"8\" cy=\"8\" r=\"5\"/></svg>dominated</li>")
            .Add($"<li>not drawn: {infeasible} infeasible, never trained</li></ul>");
    }

    static Markup Hypervolume(ReportData data) => new Markup()
        .Add($"<h2>Hypervolume</h2><figure>{HypervolumeChart.Draw(data.History, HypervolumeUnit(data))}")
        .Add($"<figcaption>What the front dominates, up to the reference point {SearchTable.ReferencePoint(data.Front.ReferencePoint)}, which stays the same throughout. Dashed: ends of generations.{(HypervolumeChart.IsCut(data.History) ? " The vertical axis does not begin at 0." : "")}</figcaption></figure>");

    static string HypervolumeUnit(ReportData data) =>
        string.Join(" × ", data.Front.Objectives.Select(objective => MetricText.Unit(objective.Name)).Where(unit => unit.Length > 0));
}
