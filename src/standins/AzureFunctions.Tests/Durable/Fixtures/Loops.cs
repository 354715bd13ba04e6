using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Orchestrators that start over.</summary>
public static class Loops
{
    public sealed record Round(int Left, int Sum, bool KeepEvents = true);

    [Function(nameof(CountDown))]
    public static async Task<int> CountDown([OrchestrationTrigger] TaskOrchestrationContext context, Round round)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (round.Left == 0)
        {
            return round.Sum;
        }

        var added = await context.CallActivityAsync<int>(nameof(AddOne), round.Sum);
        if (round.Sum == 0)
        {
            context.SetCustomStatus("begun");
        }

        context.ContinueAsNew(round with { Left = round.Left - 1, Sum = added });
        return -1;
    }

    [Function(nameof(CollectEvents))]
    public static async Task<string> CollectEvents([OrchestrationTrigger] TaskOrchestrationContext context, Round round)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (round.Left == 0)
        {
            return await context.WaitForExternalEvent<string>("item");
        }

        await context.WaitForExternalEvent<bool>("next");
        context.ContinueAsNew(round with { Left = round.Left - 1 }, preserveUnprocessedEvents: round.KeepEvents);
        return "";
    }

    [Function(nameof(AddOne))]
    public static int AddOne([ActivityTrigger] int number) => number + 1;
}
