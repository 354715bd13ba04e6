using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Triggers.Timers;

/// <summary>Removes the histories of completed evaluations as often as the setting <c>PurgeTimer</c> says, so that the durable engine's tables do not
/// grow with a search.</summary>
/// <remarks>
/// The time of a read of a history grows with the number of histories where a storage service searches its tables row by row, as Azurite does.
/// The outcome of an evaluation is in its blob. An evaluation whose history is gone and that is started again finds the outcome and completes at once.
/// </remarks>
public sealed class PurgeEvaluationsTrigger(IOptions<PurgeOptions> options, TimeProvider time, ILogger<PurgeEvaluationsTrigger> logger)
{
    const int Parallel = 4;

    /// <summary>How long one run lasts at most; the next run removes the rest.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Function(FunctionNames.PurgeEvaluations)]
    public async Task RunAsync(
        [TimerTrigger("%PurgeTimer%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        var before = time.GetUtcNow() - options.Value.EvaluationsAfter;
        var completed = client.GetAllInstancesAsync(new OrchestrationQuery(CreatedTo: before, Statuses: [OrchestrationRuntimeStatus.Completed]));
        var count = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            completed.Where(instance => IsOld(instance, before)).TakeWhile(_ => time.GetElapsedTime(begin) < Limit),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (instance, token) => Interlocked.Add(ref count, await PurgeAsync(client, instance.InstanceId, before, token)));
        if (count > 0)
        {
            logger.EvaluationsPurged(count, before);
        }
    }

    // The engine purges an instance in any state, and one that was listed can have been started again since.
    async Task<int> PurgeAsync(DurableTaskClient client, string instanceId, DateTimeOffset before, CancellationToken cancellation)
    {
        try
        {
            return await client.GetInstanceAsync(instanceId, cancellation) is { } instance && IsOld(instance, before)
                ? (await client.PurgeInstanceAsync(instanceId, cancellation)).PurgedInstanceCount
                : 0;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The next run tries it again; meanwhile the others are purged.
            logger.PurgeFailed(instanceId, fault);
            return 0;
        }
    }

    static bool IsOld(OrchestrationMetadata instance, DateTimeOffset before) =>
        instance.Name == FunctionNames.EvaluationOrchestrator
        && instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed
        && instance.CreatedAt <= before
        && instance.LastUpdatedAt <= before;
}
