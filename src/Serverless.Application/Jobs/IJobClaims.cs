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
