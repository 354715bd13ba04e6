using System.Text.Json;
using Serverless.Bench.Reports;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Supernets;

/// <summary>Writes the results of a comparison of inherited weights with separate trainings.</summary>
static class SupernetWriter
{
    public static void Write(TextWriter output, SupernetDocument document, OutputFormat format)
    {
        var table = TableOf(document);
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(document, BenchJson.Default.SupernetDocument));
                return;
            case OutputFormat.Csv:
                table.WriteCsv(output);
                return;
        }

        output.WriteLine(FormattableString.Invariant(
            $"Kendall's tau-b of metrics known before a training and the accuracy of {document.Architectures} architectures after {document.Epochs} epochs alone.\n"));
        if (format == OutputFormat.Md)
        {
            table.WriteMarkdown(output);
        }
        else
        {
            table.Write(output, width: null);
        }

        output.WriteLine();
        foreach (var seed in document.Seeds)
        {
            output.WriteLine(FormattableString.Invariant(
                $"Seed {seed.Seed}: supernet of {document.SupernetEpochs} epochs {seed.SupernetSeconds:0.0} s, its largest network {seed.LargestPercent:0.0} %."));
            output.WriteLine(FormattableString.Invariant(
                $"  An architecture, on average: by inherited weights {seed.InheritedPercent:0.0} % in {seed.InheritSeconds:0.00} s, trained alone {seed.TrainedPercent:0.0} % in {seed.TrainSeconds:0.0} s."));
        }

        if (document.TrainingsAgree is { } agree)
        {
            output.WriteLine(FormattableString.Invariant($"Trainings alone with two seeds agree by {agree:0.000}, the median of all pairs."));
        }
    }

    static Table TableOf(SupernetDocument document) => new(
        [new Column("metric"), .. document.Seeds.Select(seed => new Column($"seed {Figure.Whole(seed.Seed)}", IsNumber: true)), .. document.TauOfMean is null ? Array.Empty<Column>() : [new Column("mean of trainings", IsNumber: true)]],
        [
            .. document.Seeds[0].Tau.Keys.OrderByDescending(metric => document.Seeds[0].Tau[metric]).Select(metric => (IReadOnlyList<string>)
            [
                metric,
                .. document.Seeds.Select(seed => Cell(seed.Tau, metric)),
                .. document.TauOfMean is { } tau ? [Cell(tau, metric)] : Array.Empty<string>(),
            ]),
        ]);

    static string Cell(IReadOnlyDictionary<string, double> tau, string metric) =>
        tau.TryGetValue(metric, out var value) ? FormattableString.Invariant($"{value:0.000}") : "";
}
