using System.Globalization;
using Serverless.Bench.Reports;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Policies;

/// <summary>Writes the results of policies by exact expectation.</summary>
static class PolicyWriter
{
    static readonly string[] Headers = ["problem", "method", "seeds", "runs", "measure", "lower", "median", "upper"];

    public static void Write(TextWriter output, PolicyDocument document, OutputFormat format) => AnswerWriter.Write(
        output,
        format,
        document,
        BenchJson.Default.PolicyDocument,
        () => new Table([.. Headers.Select(header => new Column(header))], [.. document.Problems.SelectMany(problem => Lines(document, problem))]),
        text =>
        {
            foreach (var problem in document.Problems)
            {
                Write(text, document, problem);
            }
        });

    static void Write(AnswerText text, PolicyDocument document, PolicyProblemReport problem)
    {
        text.Heading($"{problem.Name}: {string.Join(", ", problem.Metrics)}");
        text.Line(FormattableString.Invariant(
            $"A lookup by choices explains {problem.LookupShare:0.000} of the variance of {problem.Metrics[1]}. {document.Seeds} seeds; every run reads the whole table.\n"));
        text.Table(new Table(
            [new Column("method"), new Column("runs", true), new Column("architectures", true), new Column("tight", true)],
            [
                .. problem.Methods.Select(method => (IReadOnlyList<string>)[
                    method.Label,
                    Figure.Whole(method.Runs),
                    method.Found.Median.ToString("0.#", CultureInfo.InvariantCulture),
                    Figure.Fraction(method.Fraction),
                ]),
            ]));
        text.Line();
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
