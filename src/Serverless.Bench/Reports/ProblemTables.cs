using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Reports;

/// <summary>The tables of one problem, for people.</summary>
static class ProblemTables
{
    const string Ours = "here";
    const string Theirs = "peer";

    /// <summary>Hypervolume in the conventions tight and connected, ours and the peers', the best tight median of the last column first.</summary>
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

    /// <summary>Gap and distance in the report's convention, ours only.</summary>
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

    /// <summary>Evaluations needed and time for each proposal.</summary>
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

    /// <summary>The paired test against the baseline: p-value and effect.</summary>
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

/// <summary>What came out on one problem.</summary>
/// <param name="Name">Its label or name.</param>
/// <param name="Metrics">What was optimised, in order.</param>
/// <param name="Architectures">Rows of the table.</param>
/// <param name="Candidates">What a search can propose.</param>
/// <param name="Fronts">What there is to find, by convention.</param>
/// <param name="Algorithms">What ours reached.</param>
/// <param name="Peers">What others reached: same tables, same conventions, other machine.</param>
public sealed record ProblemReport(
    string Name,
    IReadOnlyList<string> Metrics,
    long Architectures,
    long Candidates,
    IReadOnlyList<FrontReport> Fronts,
    IReadOnlyList<AlgorithmReport> Algorithms,
    IReadOnlyList<PeerFigures> Peers);
