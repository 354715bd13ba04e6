namespace Serverless.Bench.Surrogates.Reports;

/// <summary>The complete answer, as written by <c>--output json</c>.</summary>
/// <param name="Seeds">The number of draws and fits of each, with seeds 1 to this.</param>
/// <param name="IsComplete">Whether everything was done; otherwise some of the following results have fewer seeds or are missing.</param>
/// <param name="Members">The number of members of each ensemble whose ranks are evaluated.</param>
/// <param name="References">The number of measurements of each device that was left out.</param>
/// <param name="Ranks">The results by problem, kind and size.</param>
/// <param name="Devices">The results by device, and by whether its other settings were known.</param>
/// <param name="Searches">The results by problem, algorithm and kind.</param>
/// <param name="Published">The figures published in papers.</param>
public sealed record EvaluationDocument(
    int Seeds,
    bool IsComplete,
    int Members,
    int References,
    IReadOnlyList<RankReport> Ranks,
    IReadOnlyList<DeviceReport> Devices,
    IReadOnlyList<SearchReport> Searches,
    IReadOnlyList<PublishedFigure> Published)
{
    public int SchemaVersion { get; init; } = 1;
}
