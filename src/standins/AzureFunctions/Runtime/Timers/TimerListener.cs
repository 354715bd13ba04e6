using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Runs one timer function on its schedule; its runs never overlap.</summary>
/// <param name="function">The function.</param>
/// <param name="schedule">When it is due.</param>
/// <param name="store">Where its runs are recorded; null when they are not.</param>
/// <param name="invoker">Runs it.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures go.</param>
sealed class TimerListener(
    FunctionEntry function, ITimerSchedule schedule, TimerStatusStore? store, IFunctionInvoker invoker, TimeProvider time, ILogger logger)
{
    // A wait is cut in pieces, so that a clock that is set, or a machine that slept, is noticed.
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    bool _hasStarted;

    public string FunctionName => function.Name;

    /// <summary>Returns when the token has fired and a run under way has ended. May be called again when the timer's lock was lost meanwhile.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var status = await StartingStatusAsync(now, stopping);
        if (IsPastDue(status, now))
        {
            status = await RunOnceAsync(status, isPastDue: true, isUnscheduled: true);
        }
        else if (!_hasStarted && ((TimerTriggerAttribute)function.TriggerAttribute).RunOnStartup)
        {
            status = await RunOnceAsync(status, isPastDue: false, isUnscheduled: true);
        }

        _hasStarted = true;
        while (await WaitUntilAsync(status.Next, stopping))
        {
            status = await RunOnceAsync(status, isPastDue: false, isUnscheduled: false);
        }
    }

    bool IsPastDue(ScheduleStatus status, DateTimeOffset now) => store is not null && status.Next < now;

    async Task<ScheduleStatus> StartingStatusAsync(DateTimeOffset now, CancellationToken stopping)
    {
        if (store is null || await store.ReadAsync(stopping) is not { } recorded)
        {
            // The first start ever: recorded at once, so that a run missed before the first one is noticed too.
            var first = new ScheduleStatus { Next = NextAfter(now), LastUpdated = now.UtcDateTime };
            await RecordAsync(first);
            return first;
        }

        recorded = new ScheduleStatus { Last = AsUtc(recorded.Last), Next = AsUtc(recorded.Next), LastUpdated = AsUtc(recorded.LastUpdated) };
        var expected = NextAfter(recorded.Last == default ? recorded.LastUpdated : recorded.Last);
        return recorded.Next == expected
            ? recorded
            : new ScheduleStatus { Last = recorded.Last, Next = expected, LastUpdated = recorded.LastUpdated };
    }

    async Task<ScheduleStatus> RunOnceAsync(ScheduleStatus status, bool isPastDue, bool isUnscheduled)
    {
        // Timers may fire a little early; the run still counts as the one that was due.
        var started = time.GetUtcNow().UtcDateTime;
        var run = !isUnscheduled && status.Next > started ? status.Next : started;
        try
        {
            var timer = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = store is null ? null : status };
            await invoker.InvokeAsync(function, new TriggerInput(timer, new Dictionary<string, object?>()), CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.FunctionFailed(e, function.Name);
        }

        var next = new ScheduleStatus { Last = run, Next = NextAfter(run), LastUpdated = run };
        await RecordAsync(next);
        return next;
    }

    async Task RecordAsync(ScheduleStatus status)
    {
        try
        {
            await (store?.WriteAsync(status, CancellationToken.None) ?? Task.CompletedTask);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            logger.TimerNotRecorded(e, function.Name);
        }
    }

    async Task<bool> WaitUntilAsync(DateTime due, CancellationToken stopping)
    {
        try
        {
            for (var rest = due - time.GetUtcNow().UtcDateTime; rest > TimeSpan.Zero; rest = due - time.GetUtcNow().UtcDateTime)
            {
                await Task.Delay(rest < LongestWait ? rest : LongestWait, time, stopping);
            }

            return !stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    DateTime NextAfter(DateTimeOffset now) => schedule.NextAfter(now)?.UtcDateTime ?? DateTime.MaxValue;

    static DateTime AsUtc(DateTime recorded)
        => recorded.Kind == DateTimeKind.Local ? recorded.ToUniversalTime() : DateTime.SpecifyKind(recorded, DateTimeKind.Utc);
}
