using System.Net;
using Serverless.Cli.Output;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Reports;

/// <summary>
/// Writes a search as one self-contained HTML file: the dashboard's own views, with the responses of the platform embedded.
/// </summary>
/// <remarks>
/// The page is bundled from src/Serverless.Dashboard when this project is built; here title, summary and data are inserted.
/// </remarks>
public static class HtmlReport
{
    const string Resource = "report.html";
    const string Title = "<!--title-->";
    const string Summary = "<!--summary-->";
    const string Data = "<!--data-->";

    static readonly Lazy<string> Template = new(() =>
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    });

    public static string Write(ReportData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var text = new ReportText(
            data.Search.Name is { Length: > 0 } name ? PlainText.Of(name) : data.Search.Id,
            Lead(data),
            [.. new[] { RunFacts.SkeletonNotice(data.Request), OutcomeText.WhyEmpty(data.Front.Members.Count, data.Front.Outcomes) }.OfType<string>()],
            Facts(data));
        return Fill(
            (Title, WebUtility.HtmlEncode($"{text.Title}: front of {data.Front.Members.Count}")),
            (Summary, SummaryOf(data, text).ToString()),
            (Data, ReportDocument.Write(data, text)));
    }

    // Placeholders are filled one after the other, from the start, because an inserted text can contain the name of a placeholder.
    static string Fill(params (string Place, string Text)[] parts)
    {
        var (page, from) = (new List<string>(), 0);
        foreach (var (place, text) in parts)
        {
            var at = Template.Value.IndexOf(place, from, StringComparison.Ordinal);
            page.AddRange([Template.Value[from..at], text]);
            from = at + place.Length;
        }

        return string.Concat([.. page, Template.Value[from..]]);
    }

    static string Lead(ReportData data)
    {
        var goals = data.Front.Objectives.Select(objective =>
            $"{(objective.Goal == Goal.Maximise ? "most" : "least")} {MetricText.Words(objective.Name)}{(objective.Device is { } device ? $" on {PlainText.Of(device)}" : "")}");
        return $"Hardware-aware neural architecture search for {string.Join(" and ", goals)}.";
    }

    static IReadOnlyList<(string Name, string Value)> Facts(ReportData data)
    {
        (string Name, string? Value)[] found =
        [
            ("What the front shows", FrontNotes.Reading(data.Front)),
            ("Hypervolume", SearchTable.Hypervolume(data.Front.Hypervolume)),
            ("Reference point", FrontNotes.Reference(data.Front.ReferencePoint, data.Front.ReferencePointOrigin)),
            ("Surrogate", SurrogateSummary.Of(data)),
        ];
        return [.. found.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!)), .. RunFacts.Of(data)];
    }

    // The summary is what a reader without JavaScript sees.
    static Markup SummaryOf(ReportData data, ReportText text)
    {
        var page = new Markup().Add($"<main><h1>{text.Title}</h1><p>{text.Lead}</p>")
            .AddEach(text.Notices, notice => $"<p class=\"warning\">{notice}</p>")
            .Add($"<h2>The front</h2>{ReportTable.Draw(FrontTable.Of(data.Front), "The front")}")
            .Add($"<h2>The run</h2><dl class=\"facts-list\">")
            .AddEach(text.Facts, fact => $"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>");
        return page.Add($"</dl><p>Created {Durations.Text(data.MadeAt)}. With JavaScript this page shows charts and every evaluation.</p></main>");
    }
}
