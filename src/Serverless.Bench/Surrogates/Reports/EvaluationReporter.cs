using Serverless.Bench.Running;
using Serverless.Bench.Statistics;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>Summarises results over seeds.</summary>
static class EvaluationReporter
{
    const double Enough = 0.99;

    static readonly int[] Checkpoints = [50, 100, 150, 200, 300, 500];

    public static EvaluationDocument Report(
        EvaluateOptions options,
        IReadOnlyList<RankResult> ranks,
        IReadOnlyList<TransferResult> transfers,
        IReadOnlyList<SearchResult> searches,
        bool isComplete)
    {
        IReadOnlyList<Study> studies = [.. new[] { (Study.Ranks, ranks.Count), (Study.Devices, transfers.Count), (Study.Searches, searches.Count) }
            .Where(study => study.Item2 > 0).Select(study => study.Item1)];
        return new EvaluationDocument(
            options.Seeds,
            isComplete,
            options.Members,
            options.References,
            [.. ranks.GroupBy(result => (result.Task.Cells, result.Task.Label, result.Task.Size)).Select(group => Rank([.. group]))],
            [.. transfers.GroupBy(result => (result.Task.Device, result.Task.IsStrict)).Select(group => Device([.. group]))],
            [.. searches.GroupBy(result => (result.Task.Problem, result.Task.Algorithm.Label, result.Task.Kind)).Select(group => Search([.. group]))],
            options.Suite is null ? [] : [.. PublishedFigures.All.Where(figure => studies.Contains(figure.Study))]);
    }

    static RankReport Rank(IReadOnlyList<RankResult> results)
    {
        var task = results[0].Task;
        var metrics = task.Cells.Problem.Metrics;
        return new RankReport(
            task.Cells.Problem.Name,
            [.. metrics.Select(metric => metric.Column)],
            task.Label,
            task.Size,
            results[0].TestRows,
            Spread.Of(results.Select(result => result.Figures.RankTau)),
            Spread.Of(results.Select(result => result.Figures.TopRankTau)),
            Spread.Of(results.Select(result => result.Figures.ExpectedRankTau)),
            task.Cells.Ceiling,
            task.Cells.Repeatability,
            [.. metrics.Select((_, objective) => Spread.Of(results.Select(result => result.Figures.Coverage[objective])))],
            results[0].Chosen.Measured,
            Spread.Of(results.Select(result => result.Chosen.Tight)),
            Spread.Of(results.Select(result => result.Chosen.Connected)),
            results[0].Scored?.Measured ?? 0,
            Spread.Of(results.Select(result => result.Scored?.Tight ?? double.NaN)),
            Spread.Of(results.Select(result => result.Scored?.Connected ?? double.NaN)),
            [.. metrics.Select((_, objective) => Spread.Of(results.Select(result => result.Figures.ObjectiveTau[objective])))],
            [.. metrics.Select((_, objective) => Spread.Of(results.Select(result => result.Figures.ObjectiveSpearman[objective])))],
            Spread.Of(results.Select(result => result.FitSeconds)),
            Spread.Of(results.Select(result => result.ScoresPerSecond)));
    }

    static DeviceReport Device(IReadOnlyList<TransferResult> results)
    {
        var task = results[0].Task;
        return new DeviceReport(
            task.Device.Name,
            task.Device.Metric.Unit,
            task.IsStrict,
            task.Known.Count,
            results[0].TestRows,
            Spread.Of(results.Select(result => result.Spearman)),
            Spread.Of(results.Select(result => result.KendallTauB)),
            Spread.Of(results.Select(result => result.WithinTenPercent)),
            Spread.Of(results.Select(result => result.FitSeconds)));
    }

    static SearchReport Search(IReadOnlyList<SearchResult> results)
    {
        var task = results[0].Task;
        int[] checkpoints = [.. Checkpoints.Where(checkpoint => checkpoint < task.Evaluations), task.Evaluations];
        Spread Each(Func<SearchResult, TraceMeasures> convention, Func<TraceMeasures, double> figure) =>
            Spread.Of(results.Select(result => figure(convention(result))));
        return new SearchReport(
            task.Problem.Name,
            task.Algorithm.Label,
            task.Kind,
            task.Evaluations,
            [.. checkpoints.Select(at => new SearchFraction(at, Each(result => result.Tight, trace => trace.FractionAt(at)), Each(result => result.Connected, trace => trace.FractionAt(at))))],
            Each(result => result.Tight, trace => trace.EvaluationsTo(Enough)),
            Each(result => result.Connected, trace => trace.EvaluationsTo(Enough)),
            Spread.Of(results.Select(result => result.Seconds)));
    }
}
