using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.Benchmarks;

/// <summary>Orchestrations that do nothing, often.</summary>
public static class FanOut
{
    public sealed record Family(int Children, int Each);

    [Function(nameof(CallMany))]
    public static async Task<int> CallMany([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var results = await Task.WhenAll(
            Enumerable.Range(0, context.GetInput<int>()).Select(number => context.CallActivityAsync<int>(nameof(Nothing), number)));
        return results.Length;
    }

    [Function(nameof(CallFamily))]
    public static async Task<int> CallFamily([OrchestrationTrigger] TaskOrchestrationContext context, Family family)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(family);
        var results = await Task.WhenAll(
            Enumerable.Range(0, family.Children).Select(_ => context.CallSubOrchestratorAsync<int>(nameof(CallMany), family.Each)));
        return results.Sum();
    }

    /// <summary>Calls one activity after the other and says when a quarter, and when three quarters, were done.</summary>
    [Function(nameof(CallInTurn))]
    public static async Task<TimeSpan[]> CallInTurn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var calls = context.GetInput<int>();
        var marks = new List<DateTime> { context.CurrentUtcDateTime };
        for (var call = 1; call <= calls; call++)
        {
            await context.CallActivityAsync<int>(nameof(Nothing), call);
            if (call % (calls / 4) == 0)
            {
                marks.Add(context.CurrentUtcDateTime);
            }
        }

        return [.. marks.Zip(marks.Skip(1), (before, after) => after - before)];
    }

    [Function(nameof(Nothing))]
    public static int Nothing([ActivityTrigger] int number) => number;
}
