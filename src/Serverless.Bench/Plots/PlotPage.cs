using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Running;
using Serverless.Presentation.Pages;

namespace Serverless.Bench.Plots;

/// <summary>Writes how the fronts of all algorithms grew, as one HTML file that loads nothing from outside and runs no script.</summary>
public static class PlotPage
{
    /// <param name="plan">The plan that was run.</param>
    /// <param name="runs">The results.</param>
    /// <param name="convention">The convention of the hypervolume.</param>
    public static string Write(BenchPlan plan, IReadOnlyList<AlgorithmRuns> runs, Convention convention)
    {
        const string Heading = "Hypervolume over evaluations";
        var page = HtmlPage.Open(Heading, Heading, LineStyle.Sheet)
            .Add($"<p class=\"lead\">Median and quartiles of {plan.Seeds} searches each, as a fraction of the true front's hypervolume, convention {ProblemTables.Words(convention)}.</p>");
        foreach (var (number, problem) in plan.Problems.Index())
        {
            AlgorithmRuns[] ours = [.. runs.Where(run => run.Problem == problem)];
            page.Add($"<h2>{problem.Name}: {string.Join(", ", problem.Metrics.Select(metric => metric.Column))}</h2>")
                .Add($"<figure>{HypervolumeChart.Draw(ours, convention, number)}</figure>");
            if (problem.Metrics.Count == 2 && AttainmentChart.Draw(problem, ours, convention) is { } attained)
            {
                page.Add($"<p>The front that half of the searches attain after {plan.Evaluations} evaluations, with the band between three quarters and one quarter.</p><figure>{attained}</figure>");
            }

            page.Add($"<ul class=\"legend\">")
                .AddEach(ours.Index(), run => $"<li><svg viewBox=\"0 0 26 16\" aria-hidden=\"true\"><path class=\"median {LineStyle.Of(run.Index)}\" d=\"M1 8H25\"/></svg>{run.Item.Algorithm.Label}</li>")
                .Add($"</ul>");
        }

        return HtmlPage.Close(page, "Line: median over searches. Band: from the lower to the upper quartile. The vertical axis does not begin at 0.");
    }
}

/// <summary>Distinguishes lines by colour, and also by dashes.</summary>
static class LineStyle
{
    /// <summary>
    /// The number of colours, which are those of Okabe and Ito (2008) and stay distinguishable under every common colour blindness.
    /// </summary>
    const int Count = 6;

    public const string Sheet = """
        .median{fill:none;stroke-width:2.2}.band{stroke:none;opacity:.13}.legend svg{width:26px}
        .line0{stroke:#0072b2}.line1{stroke:#d55e00}.line2{stroke:#009e73}.line3{stroke:#cc79a7}.line4{stroke:#e69f00}.line5{stroke:#56b4e9}
        .dash1{stroke-dasharray:7 3}.dash2{stroke-dasharray:2 3}.dash3{stroke-dasharray:10 3 2 3}.dash4{stroke-dasharray:14 4}.dash5{stroke-dasharray:4 2 1 2}
        .band.line0{fill:#0072b2}.band.line1{fill:#d55e00}.band.line2{fill:#009e73}.band.line3{fill:#cc79a7}.band.line4{fill:#e69f00}.band.line5{fill:#56b4e9}
        """;

    /// <summary>Returns the classes of a line; when the colours start again, they are combined with other dashes.</summary>
    public static string Of(int index) => FormattableString.Invariant($"line{index % Count} dash{(index + (index / Count)) % Count}");
}
