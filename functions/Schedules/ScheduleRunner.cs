using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Schedules;

/// <summary>Looks at every schedule: starts what is due, and keeps searches within their windows.</summary>
/// <remarks>
/// A start is written into its schedule before it is done, and struck out after. Whatever stops this in between, the next look finds it
/// there and does it again, which changes nothing that is done; and of two looks at once, one writes, and the other sees what it wrote.
/// </remarks>
public sealed class ScheduleRunner(
    ScheduleDocuments schedules,
    ScheduleStarts starts,
    SearchDocuments searches,
    SearchPacer pacer,
    TimeProvider time,
    ILogger<ScheduleRunner> logger)
{
    /// <summary>More steps no schedule takes at one look: a start, what was missed, and what others wrote in between.</summary>
    const int MostSteps = 20;

    /// <summary>Looks at all schedules; what keeps one from being looked at is logged and keeps no other.</summary>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        await foreach (var id in schedules.ListAsync(after: null, cancellation))
        {
            try
            {
                await RunAsync(client, id, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.ScheduleNotRun(failure, id, failure.Message);
            }
        }
    }

    /// <summary>Looks at one schedule, if it is there.</summary>
    public async Task RunAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await schedules.FindAsync(id, cancellation) is not { } read)
            {
                return;
            }

            var next = await StepAsync(client, read, cancellation);
            if (next is null)
            {
                await HeedWindowAsync(client, read, cancellation);
                return;
            }
        }

        throw new StorageException($"Schedule {id} was changed by others again and again while it was looked at.");
    }

    /// <returns>Null when there is nothing to be decided or done; else whether it was written.</returns>
    async Task<bool?> StepAsync(DurableTaskClient client, KeptSchedule read, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var schedule = read.Document;
        if (schedule.Starting is not null)
        {
            var started = await starts.StartAsync(client, schedule, read.Timetable.Window, now, cancellation);
            return await schedules.TryReplaceAsync(read, started, cancellation);
        }

        return (read.Timetable.Due(schedule, now) ?? schedule.WaitingDueAt) is { } dueAt
            && await starts.DecideAsync(client, schedule, dueAt, now, cancellation) is { } decided
            ? await schedules.TryReplaceAsync(read, decided, cancellation)
            : null;
    }

    async Task HeedWindowAsync(DurableTaskClient client, KeptSchedule read, CancellationToken cancellation)
    {
        if (read.Document.LastStart?.SearchId is { } searchId && await searches.FindStateAsync(searchId, cancellation) is not null)
        {
            await pacer.HeedAsync(client, searchId, read.Timetable.Window, cancellation);
        }
    }
}
