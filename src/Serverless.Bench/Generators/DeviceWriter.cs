using System.Globalization;
using Serverless.Bench.Reports;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Generators;

/// <summary>Writes the answer of a comparison by devices.</summary>
static class DeviceWriter
{
    static readonly string[] Headers = ["device", "method", "seeds", "measure", "budget", "lower", "median", "upper", "p", "effect"];

    public static void Write(TextWriter output, DeviceDocument document, OutputFormat format) => AnswerWriter.Write(
        output,
        format,
        document,
        BenchJson.Default.DeviceDocument,
        () => new Table([.. Headers.Select(header => new Column(header))], [.. document.Methods.SelectMany(method => Lines(document, method))]),
        text => Write(text, document));

    static void Write(AnswerText text, DeviceDocument document)
    {
        text.Line(FormattableString.Invariant(
            $"{document.Known.Count} devices for the fit, {document.Devices.Count} other target devices; {document.Seeds} seeds. A search for one device evaluates {document.Evaluations} architectures, those for all devices {document.Total}."));
        text.Line(FormattableString.Invariant(
            $"A generator evaluates as many for all of them: {document.Fitted} for the fit, and {document.Answers} proposals for each device. In addition, without training: {document.CostMeasurements} measurements on known devices, {document.References} on each target device."));

        text.Section($"Tight hypervolume as a fraction of the true front's: median (quartiles). Wins: of {document.Devices.Count} devices; p (effect): signed-rank, pairs of means over devices by seed.", Hypervolumes(document));
        text.Section("Connected hypervolume, reference point (1, 1): median.", Connected(document));
        text.Section("Seconds of a fit, or of a search's own time for all devices; milliseconds of an answer (medians).", Times(document));
        foreach (var device in document.Methods.SelectMany(method => method.Budgets).Select(budget => budget.Device).Distinct())
        {
            text.Section($"{device}, best architecture within each decile of its latency: median accuracy points by which the first answer is below the best found by enumeration (share of seeds in which it keeps the limit).", Budgets(document, device));
        }
    }

    static Table Hypervolumes(DeviceDocument document) => new(
        [new Column("method"), .. document.Devices.Select(device => new Column(device.Name, true)), new Column("mean", true), new Column("wins", true), new Column("p (effect)", true)],
        [
            .. document.Methods.Select(method => (IReadOnlyList<string>)[
                method.Label,
                .. method.Devices.Select(device => Figure.Fraction(device.TightFraction)),
                Figure.Fraction(method.Mean),
                method.Wins is { } wins ? Figure.Whole(wins) : "",
                document.Baseline is null ? "" : Figure.Test(method.AgainstBaseline),
            ]),
        ]);

    static Table Connected(DeviceDocument document) => new(
        [new Column("method"), .. document.Devices.Select(device => new Column(device.Name, true))],
        [
            ["true front", .. document.Devices.Select(device => Five(device.Connected))],
            .. document.Methods.Select(method => (IReadOnlyList<string>)[method.Label, .. method.Devices.Select(device => Five(device.Connected.Median))]),
        ]);

    static Table Times(DeviceDocument document) => new(
        [new Column("method"), new Column("seconds", true), new Column("ms an answer", true)],
        [
            .. document.Methods.Select(method => (IReadOnlyList<string>)[
                method.Label,
                method.FitSeconds.Median.ToString("0.0", CultureInfo.InvariantCulture),
                method.AnswerMilliseconds is { } each ? each.Median.ToString("0.0", CultureInfo.InvariantCulture) : "",
            ]),
        ]);

    static Table Budgets(DeviceDocument document, string device)
    {
        var methods = document.Methods.Where(method => method.Budgets.Count > 0).ToList();
        var deciles = methods[0].Budgets.Where(budget => budget.Device == device).Select(budget => budget.Budget).Order().ToList();
        return new(
            [new Column("method"), .. deciles.Select(decile => new Column(FormattableString.Invariant($"{10 * decile} %"), true))],
            [
                .. methods.Select(method => (IReadOnlyList<string>)[
                    method.Label,
                    .. deciles.Select(decile => method.Budgets.First(budget => budget.Device == device && budget.Budget == decile))
                        .Select(budget => FormattableString.Invariant($"{budget.Gap.Median:0.00} ({100 * budget.Within:0} %)")),
                ]),
            ]);
    }

    static IEnumerable<IReadOnlyList<string>> Lines(DeviceDocument document, DeviceMethodReport method)
    {
        string[] Line(string device, string measure, string budget, Quartiles quartiles, SignedRankTest? test = null) =>
        [
            device, method.Label, Figure.Whole(document.Seeds), measure, budget, Number(quartiles.Lower), Number(quartiles.Median), Number(quartiles.Upper),
            test is { } found ? Number(found.ProbabilityValue) : "", test is { } one ? Number(one.Effect) : "",
        ];
        foreach (var device in method.Devices)
        {
            yield return Line(device.Device, "tightFraction", "", device.TightFraction);
            yield return Line(device.Device, "connectedHypervolume", "", device.Connected);
        }

        yield return Line("", "meanTightFraction", "", method.Mean, method.AgainstBaseline);
        yield return Line("", "fitSeconds", "", method.FitSeconds);
        if (method.AnswerMilliseconds is { } each)
        {
            yield return Line("", "answerMilliseconds", "", each);
        }

        foreach (var budget in method.Budgets)
        {
            yield return Line(budget.Device, "qualityGap", Figure.Whole(budget.Budget), budget.Gap);
            yield return Line(budget.Device, "within", Figure.Whole(budget.Budget), new(budget.Within, budget.Within, budget.Within));
            yield return Line(budget.Device, "shareWithin", Figure.Whole(budget.Budget), new(budget.ShareWithin, budget.ShareWithin, budget.ShareWithin));
        }
    }

    static string Five(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
