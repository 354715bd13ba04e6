using Serverless.Application.Jobs;
using Serverless.Core.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>The claim of a job and that of a training it is about or needs, kept as one.</summary>
sealed class JoinedClaim(IJobClaim job, IJobClaim training) : IJobClaim
{
    /// <value>Of the job: the training's outlives it.</value>
    public int Crashes => job.Crashes;

    public int CrashesInVain => job.CrashesInVain;

    public Task AdvanceAsync(JobPosition position, CancellationToken cancellation) => job.AdvanceAsync(position, cancellation);

    public async Task<bool> RenewAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(job.RenewAsync(cancellation), training.RenewAsync(cancellation))).All(isHeld => isHeld);

    public async ValueTask DisposeAsync() => await Task.WhenAll(training.DisposeAsync().AsTask(), job.DisposeAsync().AsTask());
}

/// <summary>A job that is this worker's alone, and has no result yet.</summary>
/// <param name="Job">What to do.</param>
/// <param name="Claim">To be given back.</param>
sealed record TakenJob(Job Job, IJobClaim Claim)
{
    /// <value>Whether it went wrong before: then no other job shall suffer from it, nor be the cause.</value>
    public bool RunsAlone => Claim.Crashes > 0 || Job.Attempt > 1;
}
