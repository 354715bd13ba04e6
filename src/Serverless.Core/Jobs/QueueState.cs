namespace Serverless.Core.Jobs;

/// <summary>How a queue of jobs stands, as <c>GET /api/queues</c> and <c>GET /api/devices</c> tell it; never stored.</summary>
public sealed record QueueState
{
    /// <value><c>jobs</c>, or <c>measure-DEVICE</c>.</value>
    public required string Name { get; init; }

    /// <value>Messages in it, about, those that workers have included.</value>
    public required int Length { get; init; }

    /// <value>When the oldest message was queued that no worker has; null when there is none.</value>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <value>Workers and agents of this queue that are alive.</value>
    public required int Workers { get; init; }

    /// <value>When a worker or agent of this queue last showed that it was alive; null when none did for a week.</value>
    public DateTimeOffset? LastHeartbeat { get; init; }
}
