using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Reports;

/// <summary>Sums searches up.</summary>
public static class Reporter
{
    static readonly double[] Fractions = [0.95, 0.99, 0.999];

    /// <param name="plan">What was run.</param>
    /// <param name="runs">What came out.</param>
    /// <param name="convention">Of gaps, distances, evaluations needed and tests.</param>
    /// <param name="baseline">The label of one of the algorithms.</param>
    /// <param name="withPeers">Whether to put figures of peers beside them.</param>
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
/// <param name="CountingArchitectures">Rows that count in it.</param>
/// <param name="Vectors">Distinct nondominated vectors.</param>
/// <param name="Hypervolume">What they dominate, scaled.</param>
/// <param name="ReachableFraction">Of that, what a search can reach: 1 unless the space merges candidates.</param>
public sealed record FrontReport(Convention Convention, long CountingArchitectures, int Vectors, double Hypervolume, double ReachableFraction);

/// <summary>What an algorithm reached on a problem.</summary>
/// <param name="Label">The algorithm, as it was asked for.</param>
/// <param name="Seeds">Searches.</param>
/// <param name="MillisecondsPerProposal">The algorithm's own time; over searches.</param>
/// <param name="MillisecondsOfFits">Of that, what its models took to fit.</param>
/// <param name="Checkpoints">By number of evaluations, ascending.</param>
/// <param name="EvaluationsNeeded">To reach fractions of the true hypervolume.</param>
/// <param name="AgainstPeers">For each peer and number of evaluations that there are figures of.</param>
public sealed record AlgorithmReport(
    string Label,
    int Seeds,
    Quartiles MillisecondsPerProposal,
    Quartiles MillisecondsOfFits,
    IReadOnlyList<CheckpointReport> Checkpoints,
    IReadOnlyList<NeedReport> EvaluationsNeeded,
    IReadOnlyList<PeerTest> AgainstPeers);

/// <summary>Evaluations until a part of the true hypervolume; infinite for searches that did not get there.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Fraction">0.95, 0.99 or 0.999.</param>
/// <param name="Evaluations">Quartiles by nearest rank.</param>
public sealed record NeedReport(Convention Convention, double Fraction, Quartiles Evaluations);

/// <summary>Where an algorithm's searches stand after some evaluations; quartiles are over searches.</summary>
/// <param name="Evaluations">Distinct candidates.</param>
/// <param name="TightFraction">Hypervolume over the true front's, convention tight.</param>
/// <param name="ConnectedFraction">The same, convention connected.</param>
/// <param name="Fraction">The same, in the report's convention.</param>
/// <param name="LogGap">Decimal logarithm of the hypervolume missing, in the report's convention.</param>
/// <param name="DistancePlus">IGD⁺ to the true front, in the report's convention.</param>
/// <param name="AgainstBaseline">Of the fractions in the report's convention, paired by seed; null for the baseline itself.</param>
public sealed record CheckpointReport(
    int Evaluations,
    Quartiles TightFraction,
    Quartiles ConnectedFraction,
    Quartiles Fraction,
    Quartiles LogGap,
    Quartiles DistancePlus,
    SignedRankTest? AgainstBaseline);
