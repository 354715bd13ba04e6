using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Orchestrators that look at, or break, their own replay.</summary>
public static class Replays
{
    static readonly ConcurrentDictionary<string, int> Turns = new();

    [Function(nameof(LogFive))]
    public static async Task<bool> LogFive([OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function)
    {
        ArgumentNullException.ThrowIfNull(context);
        var safe = context.CreateReplaySafeLogger("safe." + context.InstanceId);
        var plain = function.GetLogger("plain." + context.InstanceId);
        for (var step = 0; step < 5; step++)
        {
            Say(safe, step);
            Say(plain, step);
            await context.CallActivityAsync<int>(nameof(Loops.AddOne), step);
        }

        return context.IsReplaying;
    }

    [Function(nameof(ChangeName))]
    public static async Task ChangeName([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.CallActivityAsync<int>(Turns.TryAdd(context.InstanceId, 1) ? nameof(Loops.AddOne) : nameof(Greetings.SayHello), 1);
    }

    [Function(nameof(CallMore))]
    public static async Task CallMore([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isFirst = Turns.TryAdd(context.InstanceId, 1);
        var tasks = Enumerable.Range(0, isFirst ? 1 : 2).Select(number => context.CallActivityAsync<int>(nameof(Loops.AddOne), number));
        await Task.WhenAll(tasks);
    }

    [Function(nameof(AwaitDelay))]
    public static async Task AwaitDelay([OrchestrationTrigger] TaskOrchestrationContext context) => await Task.Delay(100);

    [Function(nameof(AwaitDelayBesideTimer))]
    public static async Task AwaitDelayBesideTimer([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Task.WhenAny(context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None), Task.Delay(300));

    [Function(nameof(LeaveThread))]
    public static async Task LeaveThread([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<int>(nameof(Loops.AddOne), 1).ConfigureAwait(false);
        await context.CallActivityAsync<int>(nameof(Loops.AddOne), 1);
    }

#pragma warning disable CA1848, CA2254 // the test counts lines, whatever they cost
    static void Say(ILogger logger, int step) => logger.LogInformation("step {Step}", step);
#pragma warning restore CA1848, CA2254
}
