using System.Text.Json;
using Serverless.Bench.Reports;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>Writes the answer of <c>surrogate evaluate</c>.</summary>
static class EvaluationWriter
{
    public static void Write(TextWriter output, EvaluationDocument document, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(document, EvaluationJson.Default.EvaluationDocument));
                break;
            case OutputFormat.Csv:
                EvaluationLongTable.Of(document).WriteCsv(output);
                break;
            default:
                foreach (var (title, table) in Sections(document))
                {
                    WriteSection(output, title, table, format == OutputFormat.Md);
                }

                break;
        }
    }

    static string Seeds(EvaluationDocument document) => $"{(document.IsComplete ? "" : "up to ")}{document.Seeds} seeds";

    static IEnumerable<(string Title, Table Table)> Sections(EvaluationDocument document)
    {
        foreach (var problem in document.Ranks.GroupBy(report => report.Problem))
        {
            var first = problem.First();
            yield return (
                $"{problem.Key}: {string.Join(", ", first.Metrics)}. True Pareto ranks of {first.TestRows + first.Size} rows (better than chance, all objectives known; blanks left out); "
                + $"evaluated on all other rows; {document.Members} members, {Seeds(document)}: median (range), else medians. "
                + "Kinds without scores are evaluated by the ranks of their predicted values; expected: by the mean rank over draws around predicted values with half their spread. "
                + "Ceiling: both for the mean accuracy of the other cells of the same function, at true costs. "
                + "Measured again: tau-b of ranks by a second training and measurement of the same networks, which the table has of cells whose inner nodes can be exchanged; "
                + "then what values without noise would have. "
                + $"In 80 %: the share within 1.2816 standard deviations. +{ChosenCells.Count}: hypervolume over the true front's when the rows learnt from and the "
                + $"{ChosenCells.Count} best of the whole table by score, or rank of predicted values, are measured; tight and connected as in searches. "
                + $"{ScoredFront.Size} by score alone: the same for the last population of a search on scores, or predicted values, of every row; only these are measured.",
                EvaluationTables.Ranks([.. problem]));
        }

        if (document.Devices.Count > 0)
        {
            yield return (
                $"Devices left out in turn, predicted from {document.References} measurements: references are chosen among {TransferRunner.KnownRows} drawn architectures, which the known devices have measured; "
                + $"judged by all others that are connected and not blank; {Seeds(document)}: median (range).",
                EvaluationTables.Devices(document.Devices));
        }

        foreach (var problem in document.Searches.GroupBy(report => report.Problem))
        {
            yield return (
                $"{problem.Key}: hypervolume over the true front's after N true evaluations, first fits included, {Seeds(document)}: median (range). "
                + "tight: scaled by the true front, reference point 1.1; connected: min-max of all that is better than chance, reference point 1 (loose).",
                EvaluationTables.Searches([.. problem]));
        }

        if (document.Published.Count > 0)
        {
            yield return ("Published figures.", EvaluationTables.Published(document.Published));
        }
    }

    static void WriteSection(TextWriter output, string title, Table table, bool isMarkdown)
    {
        output.WriteLine($"{title}\n");
        if (isMarkdown)
        {
            table.WriteMarkdown(output);
        }
        else
        {
            table.Write(output, width: null);
        }

        output.WriteLine();
    }
}
