using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;

namespace Serverless.Application.Schedules;

/// <summary>Looks at every schedule: starts what is due, and keeps searches within their windows.</summary>
/// <remarks>
/// A start is written into its schedule before it is done, and struck out after. Whatever stops this in between, the next look finds it
/// there and does it again, which changes nothing that is done; and of two looks at once, one writes, and the other sees what it wrote.
/// </remarks>
public sealed class ScheduleRunner(
    ScheduleDocuments schedules,
    ScheduleStarts starts,
    SearchDocuments searches,
    PauseSearch pause,
    TimeProvider time,
    ILogger<ScheduleRunner> logger)
{
    /// <summary>More steps no schedule takes at one look: a start, what was missed, and what others wrote in between.</summary>
    const int MostSteps = 20;

    /// <summary>Looks at all schedules; what keeps one from being looked at is logged and keeps no other.</summary>
    public async Task RunAsync(IOrchestrations orchestrations, CancellationToken cancellation)
    {
        await foreach (var id in schedules.ListAsync(after: null, cancellation))
        {
            try
            {
                await RunAsync(orchestrations, id, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.ScheduleNotRun(failure, id, failure.Message);
            }
        }
    }

    /// <summary>Looks at one schedule, if it is there.</summary>
    public async Task RunAsync(IOrchestrations orchestrations, string id, CancellationToken cancellation)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await schedules.FindAsync(id, cancellation) is not { } read)
            {
                return;
            }

            var next = await StepAsync(orchestrations, read, cancellation);
            if (next is null)
            {
                await ObserveWindowAsync(orchestrations, read, cancellation);
                return;
            }
        }

        throw new StorageException($"Schedule {id} was changed by others again and again while it was looked at.");
    }

    /// <returns>Null when there is nothing to be decided or done; else whether it was written.</returns>
    async Task<bool?> StepAsync(IOrchestrations orchestrations, StoredSchedule read, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var schedule = read.Document;
        if (schedule.Starting is not null)
        {
            var started = await starts.StartAsync(orchestrations, schedule, read.Timetable.Window, now, cancellation);
            return await schedules.TryReplaceAsync(read, started, cancellation);
        }

        return (read.Timetable.Due(schedule, now) ?? schedule.WaitingDueAt) is { } dueAt
            && await starts.DecideAsync(orchestrations, schedule, dueAt, now, cancellation) is { } decided
            ? await schedules.TryReplaceAsync(read, decided, cancellation)
            : null;
    }

    async Task ObserveWindowAsync(IOrchestrations orchestrations, StoredSchedule read, CancellationToken cancellation)
    {
        if (read.Document.LastStart?.SearchId is { } searchId && await searches.FindStateAsync(searchId, cancellation) is not null)
        {
            await pause.ObserveAsync(orchestrations, searchId, read.Timetable.Window, cancellation);
        }
    }
}
