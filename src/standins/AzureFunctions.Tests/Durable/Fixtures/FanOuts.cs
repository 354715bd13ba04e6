using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Many activities at once.</summary>
public static class FanOuts
{
    static int running;
    static int most;

    /// <summary>Most runs of <see cref="Square"/> at one time so far.</summary>
    internal static int MostAtOnce => Volatile.Read(ref most);

    [Function(nameof(FanOut))]
    public static Task<int[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(number => context.CallActivityAsync<int>(nameof(Square), number)));

    [Function(nameof(Square))]
    public static async Task<int> Square([ActivityTrigger] int number)
    {
        var now = Interlocked.Increment(ref running);
        for (var seen = MostAtOnce; now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = MostAtOnce)
        {
        }

        await Task.Yield();
        Interlocked.Decrement(ref running);
        return number * number;
    }
}
