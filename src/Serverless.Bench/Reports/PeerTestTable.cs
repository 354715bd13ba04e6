using System.Globalization;
using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Reports;

/// <summary>Compares our results with the medians of other libraries' NSGA-II and of their best evolutionary method.</summary>
static class PeerTestTable
{
    const string Best = "best evolutionary";

    static readonly string[] Named = ["pymoo-nsga2-20", "optuna-nsga2-20"];

    public static Table Of(ProblemReport problem)
    {
        int[] checkpoints = [.. problem.Algorithms[0].AgainstPeers.Where(IsTight).Select(test => test.Evaluations).Distinct().Order()];
        string[] columns = [.. Named, Best];
        return new Table(
            [
                new Column("method"),
                .. checkpoints.SelectMany(evaluations => columns.Select(column => new Column(
                    $"{(column == Best ? $"{BestOf(problem, evaluations)} (best)" : column)} N={evaluations}", true))),
            ],
            [
                .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                    algorithm.Label,
                    .. checkpoints.SelectMany(evaluations => columns.Select(column => Text(algorithm.AgainstPeers.Where(IsTight).Single(test =>
                        test.Evaluations == evaluations && test.Method == (column == Best ? BestOf(problem, evaluations) : column))))),
                ]),
            ]);
    }

    static bool IsTight(PeerTest test) => test.Convention == Convention.Tight;

    static string BestOf(ProblemReport problem, int evaluations) =>
        problem.Peers.Where(peer => peer.Kind == "evolutionary").MaxBy(peer => peer.Tight[evaluations].Median)!.Method;

    static string Text(PeerTest test)
    {
        FormattableString text = $"{test.Difference:+0.000;-0.000;0.000} (p {test.Test.ProbabilityValue:0.00})";
        return text.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A test of our searches against the published median of another library, whose individual searches are not known.</summary>
/// <param name="Convention">The convention of both.</param>
/// <param name="Method">The method of the other library.</param>
/// <param name="Evaluations">The number of distinct candidates.</param>
/// <param name="Difference">Our median minus the other library's.</param>
/// <param name="Test">
/// The test of our searches' fractions against that one number; it does not include the spread of the other library's median.
/// </param>
public sealed record PeerTest(Convention Convention, string Method, int Evaluations, double Difference, SignedRankTest Test);
