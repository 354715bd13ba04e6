namespace Microsoft.DurableTask.Client;

/// <summary>Which ended instances to purge.</summary>
/// <param name="CreatedFrom">Started at this time or later.</param>
/// <param name="CreatedTo">Started at this time or earlier.</param>
/// <param name="Statuses">In one of these states; null: any in which an instance has ended.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>How long to go on; null: until done.</summary>
    public TimeSpan? Timeout { get; init; }
}
