namespace Serverless.Core.Jobs;

/// <summary>A message of the queue <c>job-results</c>, and the payload of the event that it becomes.</summary>
/// <param name="JobId">The job that has a result.</param>
/// <param name="InstanceId">The orchestration that waits.</param>
/// <param name="EventName">The event it waits for.</param>
public sealed record JobResultMessage(string JobId, string InstanceId, string EventName)
{
    public int SchemaVersion { get; init; } = 1;
}
