using Serverless.Bench.Peers;

namespace Serverless.Bench.Reports;

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
    int Architectures,
    long Candidates,
    IReadOnlyList<FrontReport> Fronts,
    IReadOnlyList<AlgorithmReport> Algorithms,
    IReadOnlyList<PeerFigures> Peers);
