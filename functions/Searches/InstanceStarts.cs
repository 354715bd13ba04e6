using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Serverless.Functions.Searches;

/// <summary>Starts orchestrations that somebody else may be starting too.</summary>
static class InstanceStarts
{
    /// <summary>Starts an instance unless it is there already, however often and from wherever this is called.</summary>
    public static async Task EnsureStartedAsync(
        this DurableTaskClient client, string orchestrator, string instanceId, object input, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(instanceId, cancellation) is not null)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator, input, new StartOrchestrationOptions(InstanceId: instanceId), cancellation);
        }
        catch (Exception conflict) when (conflict is not OperationCanceledException)
        {
            // How a conflict is reported differs between the engine's versions; that the instance is there does not.
            if (await client.GetInstanceAsync(instanceId, cancellation) is null)
            {
                throw;
            }
        }
    }
}
