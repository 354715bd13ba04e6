using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Reports;

/// <summary>Creates the tables of one problem, for people.</summary>
static class ProblemTables
{
    const string Ours = "here";
    const string Theirs = "peer";

    /// <summary>
    /// Returns the table of hypervolumes in the conventions tight and connected, of the algorithms and of peers, sorted by the tight median of the
    /// last column, best first.
    /// </summary>
    public static Table Hypervolumes(ProblemReport problem)
    {
        int[] checkpoints = [.. problem.Algorithms[0].Checkpoints.Select(checkpoint => checkpoint.Evaluations)];
        return new Table(
            [
                new Column("method"), new Column("run"), new Column("seeds", true),
                .. checkpoints.Select(evaluations => new Column($"tight N={evaluations}", true)),
                .. checkpoints.Select(evaluations => new Column($"connected N={evaluations}", true)),
            ],
            [
                .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                    algorithm.Label, Ours, Figure.Whole(algorithm.Seeds),
                    .. algorithm.Checkpoints.Select(checkpoint => Figure.Fraction(checkpoint.TightFraction)),
                    .. algorithm.Checkpoints.Select(checkpoint => Figure.Fraction(checkpoint.ConnectedFraction.Median)),
                ]),
                .. problem.Peers.Select(peer => (IReadOnlyList<string>)[
                    peer.Method, Theirs, Figure.Whole(peer.Seeds),
                    .. checkpoints.Select(n => peer.Tight.TryGetValue(n, out var quartiles) ? Figure.Fraction(quartiles) : ""),
                    .. checkpoints.Select(n => peer.Connected.TryGetValue(n, out var median) ? Figure.Fraction(median) : ""),
                ]),
            ]);
    }

    /// <summary>Returns the table of gaps and distances of the algorithms in the report's convention.</summary>
    public static Table Gaps(ProblemReport problem) => new(
        [
            new Column("method"),
            .. problem.Algorithms[0].Checkpoints.Select(checkpoint => new Column($"log10 gap N={checkpoint.Evaluations}", true)),
            .. problem.Algorithms[0].Checkpoints.Select(checkpoint => new Column($"IGD+ N={checkpoint.Evaluations}", true)),
        ],
        [
            .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                algorithm.Label,
                .. algorithm.Checkpoints.Select(checkpoint => Figure.LogGap(checkpoint.LogGap)),
                .. algorithm.Checkpoints.Select(checkpoint => Figure.Distance(checkpoint.DistancePlus)),
            ]),
        ]);

    /// <summary>Returns the table of evaluations needed and of the time for each proposal.</summary>
    public static Table Needs(ProblemReport problem, int evaluations)
    {
        var conventions = problem.Algorithms[0].EvaluationsNeeded.Select(need => need.Convention).Distinct().ToList();
        return new Table(
            [
                new Column("method"), new Column("run"),
                .. conventions.Select(convention => new Column($"{Words(convention)} 95 / 99 / 99.9 %", true)), new Column("ms a proposal", true), new Column("of it fits", true),
            ],
            [
                .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                    algorithm.Label, Ours,
                    .. conventions.Select(convention => string.Join(" / ", algorithm.EvaluationsNeeded
                        .Where(need => need.Convention == convention).Select(need => Figure.Need(need.Evaluations.Median, evaluations)))),
                    Figure.Milliseconds(algorithm.MillisecondsPerProposal.Median),
                    Figure.Milliseconds(algorithm.MillisecondsOfFits.Median),
                ]),
                .. problem.Peers.Select(peer => (IReadOnlyList<string>)[
                    peer.Method, Theirs,
                    .. conventions.Select(convention => convention == Convention.Connected ? string.Join(" / ", peer.EvaluationsNeeded) : ""),
                    peer.MillisecondsPerProposal is { } milliseconds ? Figure.Milliseconds(milliseconds) : "",
                    "",
                ]),
            ]);
    }

    /// <summary>Returns the table of paired tests against the baseline: p-values and effects.</summary>
    public static Table Tests(ProblemReport problem) => new(
        [
            new Column("method"),
            .. problem.Algorithms[0].Checkpoints.Select(checkpoint => new Column($"p (effect) N={checkpoint.Evaluations}", true)),
        ],
        [
            .. problem.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                algorithm.Label, .. algorithm.Checkpoints.Select(checkpoint => Figure.Test(checkpoint.AgainstBaseline)),
            ]),
        ]);

    public static string Words(Convention convention) => convention switch
    {
        Convention.Tight => "tight",
        Convention.Connected => "connected",
        _ => "all",
    };
}

/// <summary>The results on one problem.</summary>
/// <param name="Name">The label or the name of the problem.</param>
/// <param name="Metrics">The metrics that were optimised, in order.</param>
/// <param name="Architectures">The number of architectures in the table.</param>
/// <param name="Candidates">The number of candidates that a search can propose.</param>
/// <param name="Fronts">The true fronts, by convention.</param>
/// <param name="Algorithms">The results of the algorithms.</param>
/// <param name="Peers">The results of peers: same tables, same conventions, another machine.</param>
public sealed record ProblemReport(
    string Name,
    IReadOnlyList<string> Metrics,
    long Architectures,
    long Candidates,
    IReadOnlyList<FrontReport> Fronts,
    IReadOnlyList<AlgorithmReport> Algorithms,
    IReadOnlyList<PeerFigures> Peers);
