using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Many activities at once.</summary>
public static class FanOuts
{
    static readonly ConcurrentDictionary<string, int> Running = new();
    static readonly ConcurrentDictionary<string, int> Most = new();

    /// <summary>Most runs of <see cref="Square"/> at one time for an instance.</summary>
    internal static int MostAtOnce(string instanceId) => Most[instanceId];

    [Function(nameof(FanOut))]
    public static Task<int[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.WhenAll(Enumerable.Range(0, context.GetInput<int>())
            .Select(number => context.CallActivityAsync<int>(nameof(Square), new Factor(context.InstanceId, number))));

    [Function(nameof(Square))]
    public static async Task<int> Square([ActivityTrigger] Factor factor)
    {
        var now = Running.AddOrUpdate(factor.InstanceId, 1, (_, running) => running + 1);
        Most.AddOrUpdate(factor.InstanceId, now, (_, most) => Math.Max(most, now));
        await Task.Yield();
        Running.AddOrUpdate(factor.InstanceId, 0, (_, running) => running - 1);
        return factor.Number * factor.Number;
    }

    public sealed record Factor(string InstanceId, int Number);
}
