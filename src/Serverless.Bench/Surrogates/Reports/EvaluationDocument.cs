namespace Serverless.Bench.Surrogates.Reports;

/// <summary>The whole answer, as <c>--output json</c> writes it.</summary>
/// <param name="Seeds">Draws and fits of each, with seeds 1 to this.</param>
/// <param name="IsComplete">Whether all was done; else some of what follows is of fewer seeds, or missing.</param>
/// <param name="Members">Members of each ensemble whose ranks are judged.</param>
/// <param name="References">Measurements of each device that was left out.</param>
/// <param name="Ranks">By problem, kind and size.</param>
/// <param name="Devices">By device, and whether its other settings were known.</param>
/// <param name="Searches">By problem, algorithm and kind.</param>
/// <param name="Published">What the papers say.</param>
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
