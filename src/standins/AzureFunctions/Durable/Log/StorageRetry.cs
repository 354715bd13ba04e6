using Azure;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>Repeats storage operations that failed for a reason that may pass: no answer, time-out, throttling, server error.</summary>
static class StorageRetry
{
    static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);

    /// <summary>How long an operation is repeated before its failure is handed on.</summary>
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(90);

    /// <summary>Runs an operation until it succeeds, fails for good, or has failed for a minute and a half.</summary>
    internal static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        var giveUp = DateTime.UtcNow + GiveUpAfter;
        for (var attempt = 0; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(AttemptTimeout);
            try
            {
                return await operation(limit.Token);
            }
            catch (Exception exception) when (IsPassing(exception) && !cancellation.IsCancellationRequested && DateTime.UtcNow < giveUp)
            {
                var longest = Math.Min(LongestDelay.TotalMilliseconds, FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 10)));

                // Full jitter: hosts that were throttled together do not come back together.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * longest), cancellation);
            }
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    internal static Task RunAsync(Func<CancellationToken, Task> operation, CancellationToken cancellation) => RunAsync(
        async token =>
        {
            await operation(token);
            return true;
        },
        cancellation);

    // Status 0: no answer at all. An AggregateException holds the failures of the client library's own attempts.
    static bool IsPassing(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException many => many.InnerExceptions.All(IsPassing),
        IOException or HttpRequestException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };
}
