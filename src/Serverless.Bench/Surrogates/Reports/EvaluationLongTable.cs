using System.Globalization;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>Creates a table with one figure per line, for spreadsheets.</summary>
static class EvaluationLongTable
{
    static readonly string[] Headers = ["study", "subject", "method", "setting", "measure", "low", "median", "high"];

    public static Table Of(EvaluationDocument document) => new(
        [.. Headers.Select(header => new Column(header))],
        [.. document.Ranks.SelectMany(Ranks), .. document.Devices.SelectMany(Devices), .. document.Searches.SelectMany(Searches), .. document.Published.Select(Published)]);

    static IEnumerable<IReadOnlyList<string>> Ranks(RankReport report)
    {
        IReadOnlyList<string> Line(string measure, Spread spread) =>
            ["ranks", report.Problem, report.Kind, Whole(report.Size), measure, .. Numbers(spread)];
        yield return Line("rankTauB", report.RankTau);
        yield return Line("bestTenthRankTauB", report.TopRankTau);
        yield return Line("expectedRankTauB", report.ExpectedRankTau);
        foreach (var (objective, metric) in report.Metrics.Index())
        {
            yield return Line($"{metric}TauB", report.ObjectiveTau[objective]);
            yield return Line($"{metric}Spearman", report.ObjectiveSpearman[objective]);
            yield return Line($"{metric}Coverage80", report.Coverage[objective]);
        }

        if (report.Ceiling is { } ceiling)
        {
            yield return Line("ceilingRankTauB", Spread.Of([ceiling.RankTau]));
            yield return Line("ceilingExpectedRankTauB", Spread.Of([ceiling.ExpectedRankTau]));
        }

        if (report.Repeatability is { } repeatability)
        {
            yield return Line("repeatedRankTauB", Spread.Of([repeatability.RankTau]));
            yield return Line("noiselessRankTauB", Spread.Of([repeatability.NoiselessRankTau]));
        }

        yield return Line($"chosenOf{report.Measured}TightHypervolumeFraction", report.ChosenTight);
        yield return Line($"chosenOf{report.Measured}ConnectedHypervolumeFraction", report.ChosenConnected);
        if (report.Searched > 0)
        {
            yield return Line($"{report.Searched}ByScoreAloneTightHypervolumeFraction", report.SearchedTight);
            yield return Line($"{report.Searched}ByScoreAloneConnectedHypervolumeFraction", report.SearchedConnected);
        }

        yield return Line("fitSeconds", report.FitSeconds);
        yield return Line("scoresPerSecond", report.ScoresPerSecond);
    }

    static IEnumerable<IReadOnlyList<string>> Devices(DeviceReport report)
    {
        var setting = report.IsStrict ? "allSettingsLeftOut" : "leftOut";
        IReadOnlyList<string> Line(string measure, Spread spread) => ["devices", report.Device, "device-transfer", setting, measure, .. Numbers(spread)];
        yield return Line("spearman", report.Spearman);
        yield return Line("tauB", report.KendallTauB);
        yield return Line("shareWithinTenPercent", report.WithinTenPercent);
        yield return Line("fitSeconds", report.FitSeconds);
    }

    static IEnumerable<IReadOnlyList<string>> Searches(SearchReport report)
    {
        IReadOnlyList<string> Line(string setting, string measure, Spread spread) =>
            ["searches", report.Problem, $"{report.Algorithm} {report.Kind ?? "none"}", setting, measure, .. Numbers(spread)];
        foreach (var fraction in report.Fractions)
        {
            yield return Line(Whole(fraction.Evaluations), "tightHypervolumeFraction", fraction.Tight);
            yield return Line(Whole(fraction.Evaluations), "connectedHypervolumeFraction", fraction.Connected);
        }

        yield return Line(Whole(report.Evaluations), "tightEvaluationsTo0.99", report.TightNeed);
        yield return Line(Whole(report.Evaluations), "connectedEvaluationsTo0.99", report.ConnectedNeed);
        yield return Line(Whole(report.Evaluations), "seconds", report.Seconds);
    }

    static IReadOnlyList<string> Published(PublishedFigure figure) =>
        ["published", figure.Source, figure.Method, "", figure.Measure, "", Number(figure.Value), ""];

    static string[] Numbers(Spread spread) => [Number(spread.Low), Number(spread.Median), Number(spread.High)];

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
