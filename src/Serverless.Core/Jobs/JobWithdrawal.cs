namespace Serverless.Core.Jobs;

/// <summary>Tells a worker to stop: <c>jobs/{jobId}/withdrawn.json</c>.</summary>
/// <param name="Reason">For people.</param>
public sealed record JobWithdrawal(string Reason)
{
    public int SchemaVersion { get; init; } = 1;
}
