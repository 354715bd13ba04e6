using System.Globalization;
using Serverless.Bench.Reports;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Fidelities;

/// <summary>Writes the answer of a comparison by epochs.</summary>
static class FidelityWriter
{
    static readonly string[] Headers = ["problem", "method", "seeds", "trains", "measure", "of", "share", "lower", "median", "upper"];

    public static void Write(TextWriter output, FidelityDocument document, OutputFormat format) => AnswerWriter.Write(
        output,
        format,
        document,
        BenchJson.Default.FidelityDocument,
        () => new Table([.. Headers.Select(header => new Column(header))], [.. document.Problems.SelectMany(problem => Lines(document, problem))]),
        text =>
        {
            foreach (var problem in document.Problems)
            {
                Write(text, document, problem);
            }
        });

    static void Write(AnswerText text, FidelityDocument document, FidelityProblemReport problem)
    {
        text.Heading($"{problem.Name}: {string.Join(", ", problem.Metrics)}");
        text.Line(FormattableString.Invariant(
            $"Separate trainings of {string.Join(" and ", problem.Epochs)} epochs; 100 % is {document.Trainings} complete ones, {document.Trainings * problem.Epochs[^1]:N0} epochs; {document.Seeds} seeds."));
        foreach (var rank in problem.Ranks)
        {
            text.Line(FormattableString.Invariant(
                $"Kendall's tau-b of {rank.Lower} ({rank.Epochs} epochs) and {rank.Metric}: {rank.All:0.000}; of the best tenth {rank.BestTenth:0.000}."));
        }

        text.Section("Tight hypervolume of complete trainings as a fraction of the true front's, by epochs used: median (quartiles).", Hypervolumes(problem));
        text.Section("Epochs until the median that others reach with 100 %: median over seeds, in % of the budget.", Needs(problem));
        text.Line();
    }

    static Table Hypervolumes(FidelityProblemReport problem)
    {
        double[] shares = [.. FidelityPlan.Shares, FidelityPlan.Whole];
        return new Table(
            [new Column("method"), .. shares.Select(share => new Column(Percent(share), true))],
            [
                .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                    algorithm.Label,
                    .. shares.Select(share => algorithm.Shares.FirstOrDefault(one => one.Share.Equals(share)) is { } found ? Figure.Fraction(found.Fraction) : ""),
                ]),
            ]);
    }

    static Table Needs(FidelityProblemReport problem) => new(
        [
            new Column("method"),
            .. problem.Algorithms[0].Needed.Select(need => new Column(FormattableString.Invariant($"{need.Of} ({need.Fraction:0.000})"), true)),
        ],
        [
            .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                algorithm.Label, .. algorithm.Needed.Select(need => Need(need.Share.Median, algorithm.IsWhole ? FidelityPlan.Whole : FidelityPlan.Shares[^1])),
            ]),
        ]);

    static IEnumerable<IReadOnlyList<string>> Lines(FidelityDocument document, FidelityProblemReport problem)
    {
        foreach (var algorithm in problem.Algorithms)
        {
            string[] Line(string measure, string of, double share, Quartiles quartiles) =>
            [
                problem.Name, algorithm.Label, Figure.Whole(document.Seeds), algorithm.IsWhole ? "whole" : "rungs", measure, of, Number(share),
                Number(quartiles.Lower), Number(quartiles.Median), Number(quartiles.Upper),
            ];
            foreach (var share in algorithm.Shares)
            {
                yield return Line("hypervolumeFraction", "", share.Share, share.Fraction);
            }

            foreach (var need in algorithm.Needed)
            {
                yield return Line("epochShareTo", need.Of, FidelityPlan.Whole, need.Share);
            }
        }
    }

    static string Need(double share, double most) =>
        double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0}") : $">{Percent(most)}";

    static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
