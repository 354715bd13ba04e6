namespace Serverless.Core.Leases;

/// <summary>A job that waits for a program of the user or is leased by one: <c>jobs/open/{jobId}</c>, removed when the job has ended.</summary>
/// <param name="JobId">The job.</param>
/// <param name="SearchId">The search that waits.</param>
/// <param name="Since">Time when the job was offered.</param>
public sealed record OpenJob(string JobId, string SearchId, DateTimeOffset Since)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>The current or latest lease of a job, in a search with an external evaluator: <c>jobs/{jobId}/lease.json</c>.</summary>
/// <param name="KeyHash">The result of <see cref="LeaseId.HashOf"/> for the lease's id.</param>
/// <param name="Worker">The name by which the program calls itself.</param>
/// <param name="Seconds">Duration of the lease, and of each renewal, in seconds.</param>
/// <param name="GivenAt">Time when the lease was given.</param>
/// <param name="ExpiresAt">Time from which the job can be leased to another program.</param>
/// <param name="Expired">Number of earlier leases of this job that expired without a result.</param>
public sealed record JobLease(string KeyHash, string Worker, int Seconds, DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, int Expired)
{
    /// <summary>
    /// Number of expired leases after which a job is given up: a job that crashes every program that tries it would otherwise be leased endlessly.
    /// </summary>
    public const int MostExpired = 10;

    public int SchemaVersion { get; init; } = 1;

    /// <summary>Returns whether the lease still prevents others from leasing the job.</summary>
    public bool IsHeld(DateTimeOffset now) => now < ExpiresAt;
}
