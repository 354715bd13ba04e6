using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

/// <summary>What tests ask of a host's task hub.</summary>
static class DurableHostExtensions
{
    internal static DurableTaskClient Client(this LocalHost host) => host.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Starts an orchestration and waits for its end.</summary>
    internal static async Task<OrchestrationMetadata> RunAsync(
        this DurableTaskClient client, string orchestrator, object? input = null, StartOrchestrationOptions? options = null)
    {
        using var limit = new CancellationTokenSource(DurableApp.Patience);
        var id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, limit.Token);
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    /// <summary>Waits for the end of an instance.</summary>
    internal static async Task<OrchestrationMetadata> EndOfAsync(this DurableTaskClient client, string id)
    {
        using var limit = new CancellationTokenSource(DurableApp.Patience);
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    /// <summary>Waits until an instance is in a state.</summary>
    internal static Task ReachesAsync(this DurableTaskClient client, string id, OrchestrationRuntimeStatus status) =>
        Serverless.Testing.Eventually.HoldsAsync(
            $"{id} is {status}", async () => (await client.GetInstanceAsync(id, false, default))?.RuntimeStatus == status);
}
