using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Triggers.Timers;

/// <summary>Removes old histories of completed orchestrations once a day; the results of searches stay in their blobs.</summary>
/// <remarks>
/// Histories of failed or terminated orchestrations are kept: they say why a search ended when it could not record the reason itself.
/// </remarks>
public sealed class PurgeHistoriesTrigger(IOptions<PurgeOptions> options, TimeProvider time, ILogger<PurgeHistoriesTrigger> logger)
{
    [Function(FunctionNames.PurgeHistories)]
    public async Task RunAsync(
        [TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.After;
        var purged = await client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: before, Statuses: [OrchestrationRuntimeStatus.Completed]), cancellation);
        logger.HistoriesPurged(purged.PurgedInstanceCount, before);
    }
}
