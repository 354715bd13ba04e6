using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>The standing of a lease.</summary>
public enum LeaseStanding
{
    /// <summary>The lease is the latest of its job, and the job is wanted; the lease may have expired, or the job may have ended.</summary>
    Held,

    /// <summary>There is no lease with this id.</summary>
    Missing,

    /// <summary>The lease expired, and the job was leased again.</summary>
    Lost,

    /// <summary>The search has withdrawn the job.</summary>
    Withdrawn,
}

/// <summary>The result of looking up a lease.</summary>
/// <param name="Standing">The standing of the lease.</param>
/// <param name="Job">The leased job; null when the lease is missing or lost.</param>
/// <param name="Lease">The stored lease; null when it is missing or lost.</param>
public sealed record FoundLease(LeaseStanding Standing, Job? Job = null, Versioned<JobLease>? Lease = null)
{
    /// <summary>The job and lease of a lease that has both.</summary>
    public (Job Job, JobLease Lease) Required => Job is not null && Lease is not null
        ? (Job, Lease.Value)
        : throw new InvalidOperationException($"A lease that is {Standing} has neither job nor lease.");
}
