using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Orchestrators that know their version.</summary>
public static class Versions
{
    [Function(nameof(TellVersions))]
    public static async Task<string> TellVersions([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var child = await context.CallSubOrchestratorAsync<string>(nameof(TellVersion));
        return $"{context.Version}, child {child}, {(context.CompareVersionTo("2.0") < 0 ? "older" : "newer")} than 2.0";
    }

    [Function(nameof(TellVersion))]
    public static string TellVersion([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Version;
    }
}
