using System.Globalization;
using System.Text.Json;
using Serverless.Bench.Reports;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Policies;

/// <summary>Writes what policies find by exact expectation.</summary>
static class PolicyWriter
{
    static readonly string[] Headers = ["problem", "method", "seeds", "runs", "measure", "lower", "median", "upper"];

    public static void Write(TextWriter output, PolicyDocument document, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(document, BenchJson.Default.PolicyDocument));
                break;
            case OutputFormat.Csv:
                new Table([.. Headers.Select(header => new Column(header))], [.. document.Problems.SelectMany(problem => Lines(document, problem))]).WriteCsv(output);
                break;
            default:
                foreach (var problem in document.Problems)
                {
                    Write(output, document, problem, format == OutputFormat.Md);
                }

                break;
        }
    }

    static void Write(TextWriter output, PolicyDocument document, PolicyProblemReport problem, bool isMarkdown)
    {
        output.WriteLine(isMarkdown ? $"### {problem.Name}: {string.Join(", ", problem.Metrics)}\n" : $"{problem.Name}: {string.Join(", ", problem.Metrics)}");
        output.WriteLine(FormattableString.Invariant(
            $"A lookup by choices tells {problem.LookupShare:0.000} of the variance of {problem.Metrics[1]}. {document.Seeds} seeds; every run reads the whole table.\n"));
        var table = new Table(
            [new Column("method"), new Column("runs", true), new Column("architectures", true), new Column("tight", true)],
            [
                .. problem.Methods.Select(method => (IReadOnlyList<string>)[
                    method.Label,
                    Figure.Whole(method.Runs),
                    method.Found.Median.ToString("0.#", CultureInfo.InvariantCulture),
                    Figure.Fraction(method.Fraction),
                ]),
            ]);
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

    static IEnumerable<IReadOnlyList<string>> Lines(PolicyDocument document, PolicyProblemReport problem)
    {
        foreach (var method in problem.Methods)
        {
            yield return Line(method, "architectures", method.Found);
            yield return Line(method, "hypervolumeFraction", method.Fraction);
        }

        string[] Line(PolicyMethodReport method, string measure, Quartiles quartiles) =>
        [
            problem.Name, method.Label, Figure.Whole(document.Seeds), Figure.Whole(method.Runs), measure,
            Number(quartiles.Lower), Number(quartiles.Median), Number(quartiles.Upper),
        ];
    }

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
