namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list.</summary>
/// <param name="CreatedFrom">Started at this time or later.</param>
/// <param name="CreatedTo">Started at this time or earlier.</param>
/// <param name="Statuses">In one of these states; null: any.</param>
/// <param name="TaskHubNames">In one of these task hubs; null: the client's.</param>
/// <param name="InstanceIdPrefix">Ids that begin so, case-sensitively.</param>
/// <param name="PageSize">Most instances on a page.</param>
/// <param name="FetchInputsAndOutputs">Whether to give inputs, outputs and custom statuses.</param>
/// <param name="ContinuationToken">Where to begin; null: at the beginning.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>The page size when none is given.</summary>
    public const int DefaultPageSize = 100;
}
