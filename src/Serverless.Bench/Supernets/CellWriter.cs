using System.Text.Json;
using Serverless.Bench.Reports;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Supernets;

/// <summary>Writes the results of a study of cells found by gradients.</summary>
static class CellWriter
{
    static readonly string[] Names = ["method", "strength", "seed", "architecture", "cost", "accuracyPercent", "searchSeconds"];

    public static void Write(TextWriter output, CellDocument document, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(document, BenchJson.Default.CellDocument));
                return;
            case OutputFormat.Csv:
                new Table([.. Names.Select(name => new Column(name))], [.. document.Cells.Select(Exact)]).WriteCsv(output);
                return;
        }

        output.WriteLine("Cells of NAS-Bench-201 that gradients found in one training, trained alone; medians over seeds (random: and cells).\n");
        if (format == OutputFormat.Md)
        {
            Summary(document).WriteMarkdown(output);
        }
        else
        {
            Summary(document).Write(output, width: null);
        }
    }

    static IReadOnlyList<string> Exact(CellFigures cell) =>
    [
        cell.Method, FormattableString.Invariant($"{cell.Strength}"), Figure.Whole(cell.Seed), cell.Architecture, FormattableString.Invariant($"{cell.Cost:0.####}"),
        FormattableString.Invariant($"{cell.AccuracyPercent:0.##}"), FormattableString.Invariant($"{cell.SearchSeconds:0.0}"),
    ];

    static Table Summary(CellDocument document) => new(
        [
            new Column("method"), new Column("strength", IsNumber: true), new Column("cost", IsNumber: true), new Column("accuracy", IsNumber: true),
            new Column("best", IsNumber: true), new Column("search", IsNumber: true),
        ],
        [
            .. document.Cells.GroupBy(cell => (cell.Method, cell.Strength)).Select(group => (IReadOnlyList<string>)
            [
                group.Key.Method,
                FormattableString.Invariant($"{group.Key.Strength}"),
                FormattableString.Invariant($"{Median(group.Select(cell => cell.Cost)):0.00}"),
                FormattableString.Invariant($"{Median(group.Select(cell => cell.AccuracyPercent)):0.0} %"),
                FormattableString.Invariant($"{group.Max(cell => cell.AccuracyPercent):0.0} %"),
                FormattableString.Invariant($"{Median(group.Select(cell => cell.SearchSeconds)):0.0} s"),
            ]),
        ]);

    static double Median(IEnumerable<double> values) => Quartiles.Interpolated(values).Median;
}
