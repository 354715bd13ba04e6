using Serverless.Application.Jobs;
using Serverless.Core.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>Combines the claim of a job and that of a training that it does or needs into one.</summary>
sealed class JoinedClaim(IJobClaim job, IJobClaim training) : IJobClaim
{
    public TimeSpan Duration => job.Duration < training.Duration ? job.Duration : training.Duration;

    /// <value>The crashes of the job: the claim of the training outlives it.</value>
    public int Crashes => job.Crashes;

    public int CrashesInVain => job.CrashesInVain;

    public Task AdvanceAsync(JobPosition position, CancellationToken cancellation) => job.AdvanceAsync(position, cancellation);

    public async Task<bool> RenewAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(job.RenewAsync(cancellation), training.RenewAsync(cancellation))).All(isHeld => isHeld);

    public async ValueTask DisposeAsync() => await Task.WhenAll(training.DisposeAsync().AsTask(), job.DisposeAsync().AsTask());
}

/// <summary>A job that this worker has claimed, and that has no result yet.</summary>
/// <param name="Job">The job.</param>
/// <param name="Claim">The claim, which has to be released.</param>
sealed record TakenJob(Job Job, IJobClaim Claim)
{
    /// <value>Whether the job failed before: it then runs alone, so that no other job is affected by it, or is the cause.</value>
    public bool RunsAlone => Claim.Crashes > 0 || Job.Attempt > 1;
}
