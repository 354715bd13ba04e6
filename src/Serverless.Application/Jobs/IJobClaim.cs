namespace Serverless.Application.Jobs;

/// <summary>A claim that ends when disposed, or by itself when it is not renewed.</summary>
public interface IJobClaim : IAsyncDisposable
{
    /// <value>How many earlier holders never gave the job back: workers that died over it. Preempted ones gave it back and do not count.</value>
    int Crashes { get; }

    /// <summary>Extends the claim. False: it was lost.</summary>
    Task<bool> RenewAsync(CancellationToken cancellation);
}
