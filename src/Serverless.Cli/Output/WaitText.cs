using System.Globalization;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Cli.Output;

/// <summary>Describes in words what is waited for.</summary>
public static class WaitText
{
    /// <summary>
    /// Describes everything, for example
    /// <c>a worker since 2026-01-01T12:00:00Z (queue jobs: 3 messages, last heartbeat never). Start one: ...</c>.
    /// </summary>
    public static string Line(SearchWait wait) => $"{What(wait)}{Queue(wait)}. {PlainText.Of(wait.Remedy)}";

    /// <summary>Describes what is waited for and since when, for example <c>a worker since 2026-01-01T12:00:00Z</c>.</summary>
    public static string What(SearchWait wait) => $"{PlainText.Of(wait.What)} since {Durations.Text(wait.Since)}";

    /// <summary>Describes a job queue, for example <c>3 messages, the oldest waits since ..., 1 worker, last heartbeat ...</c>.</summary>
    public static string Of(QueueState queue)
    {
        var waiting = queue.WaitingSince is { } since ? $", the oldest without a worker since {Durations.Text(since)}" : "";
        return $"{Count(queue.Length, "message")}{waiting}, {Count(queue.Workers, "worker")}, {Heartbeat(queue.LastHeartbeat)}";
    }

    static string Queue(SearchWait wait) => wait is { Queue: { } name, QueueLength: { } length }
        ? $" (queue {PlainText.Of(name)}: {Count(length, "message")}, {Heartbeat(wait.LastHeartbeat)})"
        : "";

    static string Heartbeat(DateTimeOffset? last) => last is null ? "no heartbeat of a worker yet" : $"last heartbeat {Durations.Text(last)}";

    static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
