namespace Serverless.Application.Jobs;

/// <summary>A message in a queue that no worker has at this moment.</summary>
/// <param name="SearchId">The search that waits; null when none does, or the message is malformed.</param>
/// <param name="Since">When it was queued.</param>
public sealed record QueuedJob(string? SearchId, DateTimeOffset Since);
