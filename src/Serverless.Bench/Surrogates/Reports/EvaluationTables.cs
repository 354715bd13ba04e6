using System.Globalization;
using Serverless.Bench.Statistics;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>Creates the tables of the answer, for people.</summary>
static class EvaluationTables
{
    const string None = "none";

    /// <summary>Returns the table of the kinds and sizes of one problem.</summary>
    public static Table Ranks(IReadOnlyList<RankReport> reports) => new(
        [
            new Column("kind"), new Column("learnt from", true), new Column("rank tau-b", true), new Column("expected", true), new Column("ceiling", true), new Column("measured again", true), new Column("best tenth", true),
            .. reports[0].Metrics.SelectMany(metric => new[] { new Column($"{metric} tau-b", true), new Column("rho", true), new Column("in 80 %", true) }),
            new Column($"tight +{ChosenCells.Count}", true), new Column("connected", true),
            new Column($"tight, {ScoredFront.Size} by score alone", true), new Column("connected", true),
            new Column("fit s", true), new Column("scores/s", true),
        ],
        [
            .. reports.Select(report => (IReadOnlyList<string>)[
                report.Kind, Whole(report.Size), Range(report.RankTau), Median(report.ExpectedRankTau), Ceiling(report.Ceiling), Repeated(report.Repeatability), Median(report.TopRankTau),
                .. report.Metrics.SelectMany((_, objective) => new[]
                {
                    Median(report.ObjectiveTau[objective]), Median(report.ObjectiveSpearman[objective]), Median(report.Coverage[objective]),
                }),
                Median(report.ChosenTight), Digits(report.ChosenConnected),
                Median(report.SearchedTight), Digits(report.SearchedConnected),
                Seconds(report.FitSeconds), Whole(report.ScoresPerSecond.Median),
            ]),
        ]);

    /// <summary>
    /// Returns the table of all devices, one per line; devices left out together with their own other settings come after the others, medians over
    /// devices last.
    /// </summary>
    public static Table Devices(IReadOnlyList<DeviceReport> reports) => new(
        [
            new Column("device left out"), new Column("known", true), new Column("judged by", true), new Column("rho", true),
            new Column("tau-b", true), new Column("within 10 %", true), new Column("fit s", true),
        ],
        [
            .. reports.OrderBy(report => report.IsStrict).Select(report => (IReadOnlyList<string>)[
                Named(report), Whole(report.KnownDevices), Whole(report.TestRows), Range(report.Spearman),
                Median(report.KendallTauB), Percent(report.WithinTenPercent.Median), Seconds(report.FitSeconds),
            ]),
            .. reports.GroupBy(report => (report.Unit, report.IsStrict)).Where(group => group.Count() > 1).OrderBy(group => group.Key.IsStrict).Select(group => (IReadOnlyList<string>)[
                $"median of {group.Count()} in {group.Key.Unit}{(group.Key.IsStrict ? ", all settings left out" : "")}", "", "",
                Median(Spread.Of(group.Select(report => report.Spearman.Median))), Median(Spread.Of(group.Select(report => report.KendallTauB.Median))),
                Percent(Spread.Of(group.Select(report => report.WithinTenPercent.Median)).Median), "",
            ]),
        ]);

    /// <summary>Returns the table of the algorithms and kinds of one problem.</summary>
    public static Table Searches(IReadOnlyList<SearchReport> reports) => new(
        [
            new Column("algorithm"), new Column("surrogate"),
            .. reports[0].Fractions.Select(fraction => new Column($"tight N={fraction.Evaluations}", true)),
            new Column("N to 99 % tight", true), new Column("N to 99 % connected", true), new Column("s a search", true),
        ],
        [
            .. reports.Select(report => (IReadOnlyList<string>)[
                report.Algorithm, report.Kind ?? None,
                .. report.Fractions.Select(fraction => Range(fraction.Tight)),
                Need(report.TightNeed, report.Evaluations), Need(report.ConnectedNeed, report.Evaluations), Seconds(report.Seconds),
            ]),
        ]);

    public static Table Published(IEnumerable<PublishedFigure> figures) => new(
        [new Column("published"), new Column("measure"), new Column("figure", true), new Column("source")],
        [.. figures.Select(figure => (IReadOnlyList<string>)[figure.Method, figure.Measure, figure.Value.ToString("0.##", CultureInfo.InvariantCulture), figure.Source])]);

    static string Named(DeviceReport report) => $"{report.Device}{(report.IsStrict ? ", all settings" : "")}";

    static string Range(Spread spread) => double.IsNaN(spread.Median)
        ? "-"
        : FormattableString.Invariant($"{spread.Median:0.000} ({spread.Low:0.000}..{spread.High:0.000})");

    static string Median(Spread spread) => double.IsNaN(spread.Median) ? "-" : spread.Median.ToString("0.000", CultureInfo.InvariantCulture);

    static string Ceiling(NoiseCeiling? ceiling) =>
        ceiling is null ? "-" : FormattableString.Invariant($"{ceiling.RankTau:0.000}, {ceiling.ExpectedRankTau:0.000}");

    static string Repeated(Repeatability? repeatability) =>
        repeatability is null ? "-" : FormattableString.Invariant($"{repeatability.RankTau:0.000}, {repeatability.NoiselessRankTau:0.000}");

    static string Digits(Spread spread) => double.IsNaN(spread.Median) ? "-" : spread.Median.ToString("0.0000", CultureInfo.InvariantCulture);

    static string Need(Spread spread, int most)
    {
        string Number(double value) => double.IsFinite(value) ? Whole(value) : FormattableString.Invariant($">{most}");
        return $"{Number(spread.Median)} ({Number(spread.Low)}..{Number(spread.High)})";
    }

    static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture);

    static string Seconds(Spread spread) => spread.Median.ToString("0.0", CultureInfo.InvariantCulture);

    static string Whole(double number) => Math.Round(number).ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>The quality of predictions for a device that was left out; spreads are over seeds.</summary>
/// <param name="Device">The name of the device.</param>
/// <param name="Unit">The unit of the cost.</param>
/// <param name="IsStrict">Whether other settings of the same device were left out too.</param>
/// <param name="KnownDevices">The number of known devices.</param>
/// <param name="TestRows">The number of rows on which it was evaluated.</param>
/// <param name="Spearman">Spearman's ρ.</param>
/// <param name="KendallTauB">Kendall's τ-b.</param>
/// <param name="WithinTenPercent">The share of rows predicted to within ten percent.</param>
/// <param name="FitSeconds">The time of the fit, in seconds of wall clock.</param>
public sealed record DeviceReport(
    string Device, string Unit, bool IsStrict, int KnownDevices, int TestRows, Spread Spearman, Spread KendallTauB, Spread WithinTenPercent, Spread FitSeconds);
