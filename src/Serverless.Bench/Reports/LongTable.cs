using System.Globalization;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Reports;

/// <summary>Lists every figure on a line of its own, for spreadsheets.</summary>
static class LongTable
{
    static readonly string[] Headers =
        ["problem", "method", "run", "seeds", "convention", "measure", "evaluations", "lower", "median", "upper", "p", "effect"];

    public static Table Of(BenchDocument document) => new(
        [.. Headers.Select(header => new Column(header))],
        [.. document.Problems.SelectMany(problem => Ours(document, problem).Concat(Theirs(problem)))]);

    static IEnumerable<IReadOnlyList<string>> Ours(BenchDocument document, ProblemReport problem)
    {
        var chosen = ProblemTables.Words(document.Convention);
        foreach (var algorithm in problem.Algorithms)
        {
            string[] Line(string convention, string measure, int evaluations, Quartiles quartiles, SignedRankTest? test = null) =>
            [
                problem.Name, algorithm.Label, "here", Figure.Whole(algorithm.Seeds), convention, measure, Figure.Whole(evaluations),
                .. Numbers(quartiles), test is { } found ? Number(found.ProbabilityValue) : "", test is { } one ? Number(one.Effect) : "",
            ];
            foreach (var checkpoint in algorithm.Checkpoints)
            {
                yield return Line("tight", "hypervolumeFraction", checkpoint.Evaluations, checkpoint.TightFraction);
                yield return Line("connected", "hypervolumeFraction", checkpoint.Evaluations, checkpoint.ConnectedFraction);
                yield return Line(chosen, "hypervolumeFractionTested", checkpoint.Evaluations, checkpoint.Fraction, checkpoint.AgainstBaseline);
                yield return Line(chosen, "logGap", checkpoint.Evaluations, checkpoint.LogGap);
                yield return Line(chosen, "igdPlus", checkpoint.Evaluations, checkpoint.DistancePlus);
            }

            foreach (var need in algorithm.EvaluationsNeeded)
            {
                yield return Line(ProblemTables.Words(need.Convention), $"evaluationsTo{Number(need.Fraction)}", document.Evaluations, need.Evaluations);
            }

            yield return Line("", "millisecondsPerProposal", document.Evaluations, algorithm.MillisecondsPerProposal);
            yield return Line("", "millisecondsOfFits", document.Evaluations, algorithm.MillisecondsOfFits);
        }
    }

    static IEnumerable<IReadOnlyList<string>> Theirs(ProblemReport problem)
    {
        foreach (var peer in problem.Peers)
        {
            foreach (var (evaluations, quartiles) in peer.Tight)
            {
                yield return [problem.Name, peer.Method, "peer", Figure.Whole(peer.Seeds), "tight", "hypervolumeFraction", Figure.Whole(evaluations), .. Numbers(quartiles), "", ""];
            }

            foreach (var (evaluations, median) in peer.Connected)
            {
                yield return [problem.Name, peer.Method, "peer", Figure.Whole(peer.Seeds), "connected", "hypervolumeFraction", Figure.Whole(evaluations), "", Number(median), "", "", ""];
            }
        }
    }

    static string[] Numbers(Quartiles quartiles) => [Number(quartiles.Lower), Number(quartiles.Median), Number(quartiles.Upper)];

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
