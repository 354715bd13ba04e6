using Serverless.Application.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>The claim of a job and that of the training it is about, kept as one.</summary>
sealed class JoinedClaim(IJobClaim job, IJobClaim training) : IJobClaim
{
    /// <value>Of the job: the training's outlives it.</value>
    public int Crashes => job.Crashes;

    public async Task<bool> RenewAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(job.RenewAsync(cancellation), training.RenewAsync(cancellation))).All(isHeld => isHeld);

    public async ValueTask DisposeAsync() => await Task.WhenAll(training.DisposeAsync().AsTask(), job.DisposeAsync().AsTask());
}
