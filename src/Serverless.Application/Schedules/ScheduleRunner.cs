using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;

namespace Serverless.Application.Schedules;

/// <summary>Checks every schedule: starts what is due, and keeps searches within their windows.</summary>
/// <remarks>
/// A start is recorded in its schedule before it is carried out, and removed afterwards. When the process is interrupted in between, the next
/// check finds it and repeats it, which changes nothing that is done already. Of two concurrent checks one writes, and the other sees
/// what it wrote.
/// </remarks>
public sealed class ScheduleRunner(
    ScheduleDocuments schedules,
    ScheduleStarts starts,
    SearchDocuments searches,
    PauseSearch pause,
    TimeProvider time,
    ILogger<ScheduleRunner> logger)
{
    /// <summary>The most steps of a schedule at one check: a start, missed due times, and concurrent changes.</summary>
    const int MostSteps = 20;

    /// <summary>Checks all schedules; a failure at one is logged and does not affect the others.</summary>
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

    /// <summary>Checks one schedule, if it exists.</summary>
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

        throw new StorageException($"Schedule {id} was changed by others repeatedly while it was checked.");
    }

    /// <returns>Null when there is nothing to decide or do; otherwise whether the change was written.</returns>
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
