namespace Serverless.Application.Jobs;

/// <summary>
/// Makes sure that one worker at a time works on a job, also when its message is there twice (an activity that ran twice sends twice).
/// </summary>
public interface IJobClaims
{
    /// <summary>Claims a job; null when another worker holds it.</summary>
    Task<IJobClaim?> TryClaimAsync(string jobId, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Whether a worker holds the job at this moment; takes nothing.</summary>
    Task<bool> IsHeldAsync(string jobId, CancellationToken cancellation);
}

/// <summary>A claim that ends when disposed, or by itself when it is not renewed.</summary>
public interface IJobClaim : IAsyncDisposable
{
    /// <value>How many earlier holders never gave the job back: workers that died over it. Preempted ones gave it back and do not count.</value>
    int Crashes { get; }

    /// <value>Those of them since the work last came farther than ever before: the ones that count as attempts.</value>
    int CrashesInVain { get; }

    /// <summary>
    /// Notes how far the work has come by what is kept of it. Where that is farther than any holder before has come, neither this one's
    /// death nor those before it count as <see cref="CrashesInVain"/>.
    /// </summary>
    /// <remarks>Only the first such step of a holder is written, so that deaths go uncounted no more often than there are steps.</remarks>
    Task AdvanceAsync(JobPosition position, CancellationToken cancellation);

    /// <summary>Extends the claim. False: it was lost.</summary>
    Task<bool> RenewAsync(CancellationToken cancellation);
}
