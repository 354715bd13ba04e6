namespace Serverless.Core.Leases;

/// <summary>That a job waits for a program of the user's, or is leased by one: <c>jobs/open/{jobId}</c>, removed when it has ended.</summary>
/// <param name="JobId">The job.</param>
/// <param name="SearchId">The search that waits.</param>
/// <param name="Since">When it was offered.</param>
public sealed record OpenJob(string JobId, string SearchId, DateTimeOffset Since)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>Who has a job of a search with an external evaluator, or had it last: <c>jobs/{jobId}/lease.json</c>.</summary>
/// <param name="KeyHash">What <see cref="LeaseId.HashOf"/> makes of the lease's id.</param>
/// <param name="Worker">As it calls itself.</param>
/// <param name="Seconds">For how long it is given, and by each renewal again.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="ExpiresAt">When another may have the job.</param>
/// <param name="Expired">How many leases of this job before it expired without a result.</param>
public sealed record JobLease(string KeyHash, string Worker, int Seconds, DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, int Expired)
{
    /// <summary>How many leases of a job may expire before it is given up: one that ends every program that tries it would go round without end.</summary>
    public const int MostExpired = 10;

    public int SchemaVersion { get; init; } = 1;

    /// <summary>Whether nobody else may have the job yet.</summary>
    public bool IsHeld(DateTimeOffset now) => now < ExpiresAt;
}
