namespace Serverless.Bench.Peers;

/// <summary>What another optimiser reached on a problem of a suite, measured once, on another machine.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Kind"><c>random</c>, <c>local</c>, <c>evolutionary</c> or <c>model</c>.</param>
/// <param name="Seeds">Runs.</param>
/// <param name="Tight">By evaluations: median and quartiles of the fraction of the true hypervolume, convention tight.</param>
/// <param name="Connected">By evaluations: median of the same, convention connected.</param>
/// <param name="EvaluationsNeeded">Medians, convention connected, until 95, 99 and 99.9 %; as published, with <c>&gt;</c> where not reached.</param>
/// <param name="MillisecondsPerProposal">CPU time for each distinct candidate up to 200; null where not measured.</param>
public sealed record PeerFigures(
    string Method,
    string Kind,
    int Seeds,
    IReadOnlyDictionary<int, Statistics.Quartiles> Tight,
    IReadOnlyDictionary<int, double> Connected,
    IReadOnlyList<string> EvaluationsNeeded,
    double? MillisecondsPerProposal);
