using Microsoft.Azure.Functions.Worker;

namespace Serverless.LocalHost.App.Durable;

/// <summary>What the orchestrations call.</summary>
public static class Activities
{
    [Function("Greet")]
    public static string Greet([ActivityTrigger] string city) => $"Hello {city}";

    [Function("Square")]
    public static int Square([ActivityTrigger] int number) => number * number;

    [Function("SlowSquare")]
    public static async Task<int> SlowSquareAsync([ActivityTrigger] int number)
    {
        await Task.Delay(150);
        return number * number;
    }

    [Function("Fail")]
    public static void Fail([ActivityTrigger] string reason) => throw new InvalidOperationException(reason);
}
