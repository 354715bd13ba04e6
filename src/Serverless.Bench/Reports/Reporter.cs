using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Reports;

/// <summary>Summarises searches.</summary>
public static class Reporter
{
    static readonly double[] Fractions = [0.95, 0.99, 0.999];

    /// <param name="plan">The plan of the run.</param>
    /// <param name="runs">The results of the run.</param>
    /// <param name="convention">The convention of gaps, distances, evaluations needed and tests.</param>
    /// <param name="baseline">The label of one of the algorithms.</param>
    /// <param name="withPeers">Whether to include figures of peers.</param>
    public static BenchDocument Report(
        BenchPlan plan, IReadOnlyList<AlgorithmRuns> runs, Convention convention, string baseline, bool withPeers) => new(
            plan.Evaluations,
            plan.Seeds,
            convention,
            baseline,
            [.. plan.Problems.Select(problem => Problem(plan, problem, [.. runs.Where(run => run.Problem == problem)], convention, baseline, withPeers))]);

    static ProblemReport Problem(
        BenchPlan plan, TableProblem problem, IReadOnlyList<AlgorithmRuns> runs, Convention convention, string baseline, bool withPeers)
    {
        var reference = runs.Single(run => run.Algorithm.Label == baseline);
        IReadOnlyList<PeerFigures> peers = withPeers && !problem.IsMerged ? PeerTable.Of(problem.Name) : [];
        return new ProblemReport(
            problem.Name,
            [.. problem.Metrics.Select(metric => metric.Column)],
            problem.ArchitectureCount,
            problem.Space.CandidateCount,
            [.. Enum.GetValues<Convention>().Select(one => Front(problem, one))],
            [.. runs.Select(run => Algorithm(plan, run, reference, convention, peers))],
            peers);
    }

    static FrontReport Front(TableProblem problem, Convention convention)
    {
        var truth = problem.Fronts[convention];
        return new FrontReport(
            convention,
            problem.CountingRows(convention),
            truth.Rows.Count,
            truth.Hypervolume,
            problem.IsMerged ? truth.FractionOf(problem, problem.ReachableRows(), convention) : 1);
    }

    static AlgorithmReport Algorithm(
        BenchPlan plan, AlgorithmRuns run, AlgorithmRuns reference, Convention convention, IReadOnlyList<PeerFigures> peers) => new(
        run.Algorithm.Label,
        run.Traces.Count,
        Quartiles.Interpolated(run.Traces.Select(trace => trace.MillisecondsPerProposal)),
        Quartiles.Interpolated(run.Traces.Select(trace => trace.MillisecondsOfFits)),
        [.. plan.Checkpoints.Select((evaluations, index) => Checkpoint(run, reference, convention, evaluations, index))],
        [
            .. new[] { Convention.Tight, Convention.Connected }.Append(convention).Distinct().SelectMany(one => Fractions.Select(fraction =>
                new NeedReport(one, fraction, Quartiles.NearestRank(run.Each(one, measures => measures.EvaluationsTo(fraction)))))),
        ],
        [
            .. peers.SelectMany(peer => peer.Tight.Where(figure => plan.Checkpoints.Contains(figure.Key))
                .Select(figure => Against(run, Convention.Tight, peer.Method, figure.Key, figure.Value.Median))),
            .. peers.SelectMany(peer => peer.Connected.Where(figure => plan.Checkpoints.Contains(figure.Key))
                .Select(figure => Against(run, Convention.Connected, peer.Method, figure.Key, figure.Value))),
        ]);

    static PeerTest Against(AlgorithmRuns run, Convention convention, string method, int evaluations, double median)
    {
        var fractions = run.Each(convention, measures => measures.FractionAt(evaluations));
        double[] theirs = [.. Enumerable.Repeat(median, fractions.Length)];
        return new PeerTest(convention, method, evaluations, Quartiles.Interpolated(fractions).Median - median, SignedRankTest.Of(fractions, theirs));
    }

    static CheckpointReport Checkpoint(AlgorithmRuns run, AlgorithmRuns reference, Convention convention, int evaluations, int index)
    {
        double[] Fractions(AlgorithmRuns of, Convention one) => of.Each(one, measures => measures.FractionAt(evaluations));
        return new CheckpointReport(
            evaluations,
            Quartiles.Interpolated(Fractions(run, Convention.Tight)),
            Quartiles.Interpolated(Fractions(run, Convention.Connected)),
            Quartiles.Interpolated(Fractions(run, convention)),
            Quartiles.Interpolated(run.Each(convention, measures => measures.LogGapAt(evaluations))),
            Quartiles.Interpolated(run.Each(convention, measures => measures.Distances[index])),
            run == reference ? null : SignedRankTest.Of(Fractions(run, convention), Fractions(reference, convention)));
    }
}

/// <summary>A true front.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="CountingArchitectures">The number of architectures that count in the convention.</param>
/// <param name="Vectors">The number of distinct nondominated vectors.</param>
/// <param name="Hypervolume">The hypervolume of the front, scaled.</param>
/// <param name="ReachableFraction">The fraction of that hypervolume that a search can reach: 1 unless the space merges candidates.</param>
public sealed record FrontReport(Convention Convention, long CountingArchitectures, int Vectors, double Hypervolume, double ReachableFraction);

/// <summary>The results of an algorithm on a problem.</summary>
/// <param name="Label">The algorithm, as it was specified.</param>
/// <param name="Seeds">The number of searches.</param>
/// <param name="MillisecondsPerProposal">The algorithm's own time, over searches.</param>
/// <param name="MillisecondsOfFits">The part of this time that the algorithm's models took to fit.</param>
/// <param name="Checkpoints">The results by number of evaluations, ascending.</param>
/// <param name="EvaluationsNeeded">The evaluations needed to reach fractions of the true hypervolume.</param>
/// <param name="AgainstPeers">The comparisons for each peer and number of evaluations with figures.</param>
public sealed record AlgorithmReport(
    string Label,
    int Seeds,
    Quartiles MillisecondsPerProposal,
    Quartiles MillisecondsOfFits,
    IReadOnlyList<CheckpointReport> Checkpoints,
    IReadOnlyList<NeedReport> EvaluationsNeeded,
    IReadOnlyList<PeerTest> AgainstPeers);

/// <summary>The evaluations needed to reach a fraction of the true hypervolume; infinite for searches that did not reach it.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Fraction">The fraction: 0.95, 0.99 or 0.999.</param>
/// <param name="Evaluations">The evaluations, quartiles by nearest rank.</param>
public sealed record NeedReport(Convention Convention, double Fraction, Quartiles Evaluations);

/// <summary>The state of an algorithm's searches after a number of evaluations; quartiles are over searches.</summary>
/// <param name="Evaluations">The number of distinct candidates.</param>
/// <param name="TightFraction">The hypervolume relative to the true front's, in the convention tight.</param>
/// <param name="ConnectedFraction">The same, in the convention connected.</param>
/// <param name="Fraction">The same, in the report's convention.</param>
/// <param name="LogGap">The decimal logarithm of the missing hypervolume, in the report's convention.</param>
/// <param name="DistancePlus">The IGD⁺ to the true front, in the report's convention.</param>
/// <param name="AgainstBaseline">The test of the fractions in the report's convention, paired by seed; null for the baseline itself.</param>
public sealed record CheckpointReport(
    int Evaluations,
    Quartiles TightFraction,
    Quartiles ConnectedFraction,
    Quartiles Fraction,
    Quartiles LogGap,
    Quartiles DistancePlus,
    SignedRankTest? AgainstBaseline);
