using Serverless.Bench.Statistics;

namespace Serverless.Bench.Reports;

/// <summary>What an algorithm reached on a problem.</summary>
/// <param name="Label">The algorithm, as it was asked for.</param>
/// <param name="Seeds">Searches.</param>
/// <param name="MillisecondsPerProposal">The algorithm's own time; over searches.</param>
/// <param name="Checkpoints">By number of evaluations, ascending.</param>
/// <param name="EvaluationsNeeded">To reach fractions of the true hypervolume.</param>
/// <param name="AgainstPeers">For each peer and number of evaluations that there are figures of.</param>
public sealed record AlgorithmReport(
    string Label,
    int Seeds,
    Quartiles MillisecondsPerProposal,
    IReadOnlyList<CheckpointReport> Checkpoints,
    IReadOnlyList<NeedReport> EvaluationsNeeded,
    IReadOnlyList<PeerTest> AgainstPeers);
