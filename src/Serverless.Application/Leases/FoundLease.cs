using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>What became of a lease.</summary>
public enum LeaseStanding
{
    /// <summary>It was given last, and the job is wanted; it may have expired, or its job have ended.</summary>
    Held,

    /// <summary>There never was one of this id.</summary>
    Missing,

    /// <summary>It expired, and another was given the job.</summary>
    Lost,

    /// <summary>The search has taken the job back.</summary>
    Withdrawn,
}

/// <summary>A lease that was looked up.</summary>
/// <param name="Standing">What became of it.</param>
/// <param name="Job">Its job; null where it is missing or lost.</param>
/// <param name="Lease">As it is stored; null likewise.</param>
public sealed record FoundLease(LeaseStanding Standing, Job? Job = null, Versioned<JobLease>? Lease = null)
{
    /// <summary>Job and lease of one that is held.</summary>
    public (Job Job, JobLease Lease) Required => Job is not null && Lease is not null
        ? (Job, Lease.Value)
        : throw new InvalidOperationException($"A lease that is {Standing} has neither job nor lease.");
}
