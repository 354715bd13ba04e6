namespace Serverless.Application.Jobs;

/// <summary>
/// Ensures that one worker at a time works on a job, even when its message is in the queue twice (an activity that ran twice sends twice).
/// </summary>
public interface IJobClaims
{
    /// <summary>Claims a job; null when another worker holds it.</summary>
    Task<IJobClaim?> TryClaimAsync(string jobId, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Returns whether a worker holds the job at this moment; claims nothing.</summary>
    Task<bool> IsHeldAsync(string jobId, CancellationToken cancellation);
}

/// <summary>A claim on a job, which ends when it is disposed, or by itself when it is not renewed.</summary>
public interface IJobClaim : IAsyncDisposable
{
    /// <value>The time after which the claim ends unless it is renewed; it can differ from the requested one.</value>
    TimeSpan Duration { get; }

    /// <value>The number of earlier holders that never released the job: workers that died. Preempted workers release it and do not count.</value>
    int Crashes { get; }

    /// <value>The number of those since the work last made new progress: these crashes count as attempts.</value>
    int CrashesInVain { get; }

    /// <summary>
    /// Records the saved progress of the work. When it is beyond that of every earlier holder, neither the crash of this holder nor earlier
    /// crashes count as <see cref="CrashesInVain"/>.
    /// </summary>
    /// <remarks>Only the first such step of a holder is written, so that no more crashes go uncounted than there are steps.</remarks>
    Task AdvanceAsync(JobPosition position, CancellationToken cancellation);

    /// <summary>Extends the claim; returns false when it was lost.</summary>
    Task<bool> RenewAsync(CancellationToken cancellation);
}
