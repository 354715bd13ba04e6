using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Triggers.Timers;

/// <summary>Removes once a day the checkpoints that no search can resume from, and the heartbeats of workers that are long gone.</summary>
/// <remarks>Each run does a part, well within the time limit of a function, until the day's purge is complete or the morning is over.</remarks>
public sealed class PurgeCheckpointsTrigger(
    CheckpointPurge checkpoints, HeartbeatPurge heartbeats, TimeProvider time, ILogger<PurgeCheckpointsTrigger> logger)
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Function(FunctionNames.PurgeCheckpoints)]
    public async Task RunAsync([TimerTrigger("0 */5 3-5 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        if (IsToday(await heartbeats.FindCompletionAsync(cancellation)))
        {
            return;
        }

        var begin = time.GetTimestamp();
        if (!IsToday(await checkpoints.FindCompletionAsync(cancellation)))
        {
            var purged = await checkpoints.RunAsync(Limit, cancellation);
            logger.CheckpointsPurged(purged.Count);
            if (!purged.IsComplete)
            {
                return;
            }
        }

        await heartbeats.RunAsync(Limit - time.GetElapsedTime(begin), cancellation);
    }

    bool IsToday(DateTimeOffset? completedAt) => completedAt?.UtcDateTime.Date == time.GetUtcNow().UtcDateTime.Date;
}
