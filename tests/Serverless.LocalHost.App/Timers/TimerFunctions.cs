using Microsoft.Azure.Functions.Worker;

namespace Serverless.LocalHost.App.Timers;

/// <summary>A function of a timer; what it saw goes to the queue <c>seen</c>.</summary>
public static class TimerFunctions
{
    [Function("Tick")]
    [QueueOutput("seen")]
    public static string Tick([TimerTrigger("%TICK_SCHEDULE%")] TimerInfo timer) => $"Tick {(timer.IsPastDue ? "late" : "now")}";
}
