using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Running;
using Serverless.Presentation.Pages;

namespace Serverless.Bench.Plots;

/// <summary>How the fronts of all algorithms grew, as one HTML file that asks for nothing from outside and runs no script.</summary>
public static class PlotPage
{
    /// <param name="plan">What was run.</param>
    /// <param name="runs">What came out.</param>
    /// <param name="convention">The hypervolume's convention.</param>
    public static string Write(BenchPlan plan, IReadOnlyList<AlgorithmRuns> runs, Convention convention)
    {
        const string Heading = "Hypervolume over evaluations";
        var page = HtmlPage.Open(Heading, Heading, LineStyle.Sheet)
            .Add($"<p class=\"lead\">Median and quartiles of {plan.Seeds} searches each, as a fraction of the true front's hypervolume, convention {ProblemTables.Words(convention)}.</p>");
        foreach (var (number, problem) in plan.Problems.Index())
        {
            AlgorithmRuns[] ours = [.. runs.Where(run => run.Problem == problem)];
            page.Add($"<h2>{problem.Name}: {string.Join(", ", problem.Metrics.Select(metric => metric.Column))}</h2>")
                .Add($"<figure>{AttainmentChart.Draw(ours, convention, number)}</figure>")
                .Add($"<ul class=\"legend\">")
                .AddEach(ours.Index(), run => $"<li><svg viewBox=\"0 0 26 16\" aria-hidden=\"true\"><path class=\"median {LineStyle.Of(run.Index)}\" d=\"M1 8H25\"/></svg>{run.Item.Algorithm.Label}</li>")
                .Add($"</ul>");
        }

        return HtmlPage.Close(page, "Line: median over searches. Band: from the lower to the upper quartile. The vertical axis does not begin at 0.");
    }
}
