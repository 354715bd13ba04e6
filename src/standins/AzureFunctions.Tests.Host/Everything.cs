using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Host;

/// <summary>An orchestration that uses all that the engine has.</summary>
public static class Everything
{
    public sealed record Round(int Number, string Text);

    [Function(nameof(UseEverything))]
    public static async Task<string> UseEverything([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var round = context.GetInput<Round>() ?? new Round(0, "");
        if (round.Number > 0)
        {
            return round.Text + await context.CallActivityAsync<int>(nameof(Square), 9);
        }

        var squares = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => context.CallActivityAsync<int>(nameof(Square), number)));
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(20)));
        var retried = await context.CallActivityAsync<string>(nameof(FailOnce), context.InstanceId, retry);
        await context.CreateTimer(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        var child = await context.CallSubOrchestratorAsync<string>(nameof(Child), "child");
        context.SetCustomStatus("waiting");
        var told = await context.WaitForExternalEvent<string>("go");
        context.ContinueAsNew(new Round(1, $"{string.Join(' ', squares)} {retried} {child} {told} "));
        return "";
    }

    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.SendEvent(context.Parent!.InstanceId, "noise", 1);
        return $"{context.GetInput<string>()} {await context.CallActivityAsync<int>(nameof(Square), 5)}";
    }

    [Function(nameof(Square))]
    public static int Square([ActivityTrigger] int number) => number * number;

    [Function(nameof(FailOnce))]
    public static string FailOnce([ActivityTrigger] string id) =>
        Ledger.IsFirst($"failed-{id}") ? throw new InvalidOperationException("the first time") : "retried";
}
