namespace Serverless.Bench.Surrogates.Reports;

/// <summary>The published figures for NAS-Bench-201 with HW-NAS-Bench.</summary>
static class PublishedFigures
{
    const string Paper = "Benmeziane et al. 2023, training set and test cells not stated";
    const string RankTau = "Kendall tau with the Pareto rank";
    const string AccuracyTau = "Kendall tau of accuracy";
    const string LatencyTau = "Kendall tau of latency";
    const string Hypervolume = "normalised hypervolume, %; reference point not stated";

    public static IReadOnlyList<PublishedFigure> All { get; } =
    [
        new(Study.Ranks, "HW-PR-NAS", RankTau, 0.95, Paper),
        new(Study.Ranks, "HW-PR-NAS, all encodings", AccuracyTau, 0.98, Paper),
        new(Study.Ranks, "HW-PR-NAS, all encodings", LatencyTau, 0.97, Paper),
        new(Study.Ranks, "features alone", AccuracyTau, 0.61, Paper),
        new(Study.Ranks, "features alone", LatencyTau, 0.54, Paper),
        new(Study.Searches, "HW-PR-NAS", Hypervolume, 99.35, Paper),
        new(Study.Searches, "BRP-NAS", Hypervolume, 90.5, Paper),
        new(Study.Searches, "GATES", Hypervolume, 89.5, Paper),
        new(Study.Searches, "ProxylessNAS", Hypervolume, 73.3, Paper),
        new(Study.Searches, "LCLR", Hypervolume, 72.1, Paper),
        new(Study.Searches, "measured values", Hypervolume, 67.8, Paper),
    ];
}

/// <summary>A figure of a paper, for comparison with ours; the measure and the source name what is not stated about its protocol.</summary>
/// <param name="Study">The study that it belongs to.</param>
/// <param name="Method">The name of the method in the paper.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Source">The paper.</param>
public sealed record PublishedFigure(Study Study, string Method, string Measure, double Value, string Source);
