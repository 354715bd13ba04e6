using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Triggers.Timers;

/// <summary>Removes checkpoints that no search can go on with any more, and heartbeats of workers that are long gone, once a day.</summary>
public sealed class PurgeCheckpointsTrigger(CheckpointPurge purge, WorkerHeartbeats heartbeats, ILogger<PurgeCheckpointsTrigger> logger)
{
    [Function(FunctionNames.PurgeCheckpoints)]
    public async Task RunAsync([TimerTrigger("0 45 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        logger.CheckpointsPurged(await purge.RunAsync(cancellation));
        await heartbeats.RemoveOldAsync(cancellation);
    }
}
