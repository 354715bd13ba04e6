using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Orchestrators that wait.</summary>
public static class Waits
{
    [Function(nameof(WaitForGo))]
    public static async Task<string> WaitForGo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus("waiting");
        return await context.WaitForExternalEvent<string>("Go");
    }

    [Function(nameof(WaitForTwo))]
    public static async Task<string[]> WaitForTwo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        // Time passes first, so that the events have to be kept.
        await context.WaitForExternalEvent<bool>("Ready");
        return [await context.WaitForExternalEvent<string>("item"), await context.WaitForExternalEvent<string>("ITEM")];
    }

    [Function(nameof(WaitWithTimeout))]
    public static async Task<string> WaitWithTimeout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(context.GetInput<double>()));
        }
        catch (TaskCanceledException)
        {
            return "too late";
        }
    }

    [Function(nameof(SleepAtEnd))]
    public static DateTime SleepAtEnd([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        _ = context.CreateTimer(TimeSpan.FromSeconds(2), cancellation.Token);
        if (context.GetInput<bool>())
        {
            cancellation.Cancel();
        }

        return context.CurrentUtcDateTime;
    }

    [Function(nameof(Sleep))]
    public static async Task<TimeSpan> Sleep([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var before = context.CurrentUtcDateTime;
        await context.CreateTimer(TimeSpan.FromSeconds(context.GetInput<double>()), CancellationToken.None);
        return context.CurrentUtcDateTime - before;
    }

    [Function(nameof(Notify))]
    public static void Notify([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.SendEvent(context.GetInput<string>()!, "Go", "from another");
}
