using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;

namespace Serverless.Worker.Leasing;

/// <summary>Waits while storage is unavailable for longer than its own retries last: an outage must not cost a training.</summary>
sealed class StoragePatience(TimeProvider time, ILogger<StoragePatience> log)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Repeats a call until storage accepts it, or it is cancelled.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            try
            {
                return await call(cancellation);
            }
            catch (StorageException away) when (!cancellation.IsCancellationRequested)
            {
                log.StorageAway(away.Message, pause.TotalSeconds);
                await Task.Delay(pause * (0.75 + (0.5 * Random.Shared.NextDouble())), time, cancellation);
            }
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> call, CancellationToken cancellation) =>
        RunAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            cancellation);
}
