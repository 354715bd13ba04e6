using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Host;

/// <summary>A slow activity between two quick ones.</summary>
public static class Chain
{
    [Function(nameof(QuickSlowQuick))]
    public static async Task<string> QuickSlowQuick([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = await context.CallActivityAsync<string>(nameof(Quick), 1);
        var slow = await context.CallActivityAsync<string>(nameof(Slow));
        return first + slow + await context.CallActivityAsync<string>(nameof(Quick), 2);
    }

    [Function(nameof(Quick))]
    public static string Quick([ActivityTrigger] int number, string instanceId)
    {
        Ledger.Note($"{instanceId} quick {number}");
        return $"quick {number} ";
    }

    /// <summary>Runs until a test makes the file release-INSTANCE.</summary>
    [Function(nameof(Slow))]
    public static async Task<string> Slow([ActivityTrigger] FunctionContext function, string instanceId, CancellationToken cancellation)
    {
        Ledger.Note($"{instanceId} slow");
        while (!Ledger.Has($"release-{instanceId}"))
        {
            await Task.Delay(50, cancellation);
        }

        return "slow ";
    }
}
