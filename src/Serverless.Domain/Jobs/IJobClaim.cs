namespace Serverless.Domain.Jobs;

/// <summary>A claim that ends when disposed, or by itself when it is not renewed.</summary>
public interface IJobClaim : IAsyncDisposable
{
    /// <summary>Extends the claim. False: it was lost.</summary>
    Task<bool> RenewAsync(CancellationToken cancellation);
}
