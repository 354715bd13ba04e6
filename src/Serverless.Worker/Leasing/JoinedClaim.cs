using Serverless.Domain.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>The claim of a job and that of the training it is about, kept as one.</summary>
sealed class JoinedClaim(IJobClaim job, IJobClaim training) : IJobClaim
{
    /// <value>Of the job: the training's outlives it.</value>
    public int Crashes => job.Crashes;

    public async Task<bool> RenewAsync(CancellationToken cancellation) =>
        await job.RenewAsync(cancellation) && await training.RenewAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await training.DisposeAsync();
        await job.DisposeAsync();
    }
}
