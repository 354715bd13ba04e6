using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Work that fails until it is mended.</summary>
public static class Repairs
{
    static readonly ConcurrentDictionary<string, int> Runs = new();

    /// <summary>Instances whose fault is gone.</summary>
    internal static ConcurrentDictionary<string, bool> Mended { get; } = new();

    /// <summary>How often the good activity ran for an instance.</summary>
    internal static int GoodRunsOf(string instanceId) => Runs.GetValueOrDefault(instanceId);

    [Function(nameof(GoodThenFaulty))]
    public static async Task<string> GoodThenFaulty([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var good = await context.CallActivityAsync<string>(nameof(Good), context.InstanceId);
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMilliseconds(10)));
        var faulty = await context.CallSubOrchestratorAsync<string>(nameof(FaultyChild), context.InstanceId);
        return good + await context.CallActivityAsync<string>(nameof(Faulty), context.InstanceId, retry) + faulty;
    }

    [Function(nameof(FaultyChild))]
    public static Task<string> FaultyChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(Faulty), context.GetInput<string>());

    [Function(nameof(Good))]
    public static string Good([ActivityTrigger] string id) => $"good {Runs.AddOrUpdate(id, 1, (_, runs) => runs + 1)} ";

    [Function(nameof(Faulty))]
    public static string Faulty([ActivityTrigger] string id) =>
        Mended.ContainsKey(id) ? "mended " : throw new InvalidOperationException("broken");
}
