using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.LocalHost.App.Durable;

/// <summary>Orchestrations of every shape that an engine has to carry.</summary>
public static class Orchestrations
{
    [Function("Five")]
    public static async Task<string[]> FiveAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var greetings = new List<string>();
        foreach (var city in (string[])["Basel", "Bern", "Chur", "Sion", "Zug"])
        {
            greetings.Add(await context.CallActivityAsync<string>("Greet", city));
        }

        return [.. greetings];
    }

    [Function("FanOut")]
    public static async Task<int[]> FanOutAsync([OrchestrationTrigger] TaskOrchestrationContext context, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => context.CallActivityAsync<int>("Square", number)));

    [Function("Sequence")]
    public static async Task<int[]> SequenceAsync([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var squares = new List<int>();
        for (var number = 0; number < count; number++)
        {
            squares.Add(await context.CallActivityAsync<int>("SlowSquare", number));
            context.SetCustomStatus(squares.Count);
        }

        return [.. squares];
    }

    [Function("Parent")]
    public static async Task<int[]> ParentAsync([OrchestrationTrigger] TaskOrchestrationContext context, int count) =>
        await context.CallSubOrchestratorAsync<int[]>("FanOut", count);

    [Function("Fails")]
    public static async Task FailsAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync("Fail", "no reason at all");

    [Function("Waits")]
    public static async Task<string> WaitsAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("Go");

    /// <summary>Adds up events and starts again after each, until a zero comes.</summary>
    [Function("Counter")]
    public static async Task<int> CounterAsync([OrchestrationTrigger] TaskOrchestrationContext context, int sum)
    {
        var number = await context.WaitForExternalEvent<int>("Add");
        if (number == 0)
        {
            return sum;
        }

        context.ContinueAsNew(sum + number);
        return sum;
    }
}
