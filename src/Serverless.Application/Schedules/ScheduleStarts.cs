using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Application.Logging;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Schedules;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Searches;
using Serverless.Core;

namespace Serverless.Application.Schedules;

/// <summary>Decides about due times, and starts their searches.</summary>
public sealed class ScheduleStarts(
    SubmitSearch submit,
    SearchDocuments searches,
    CancelSearch cancel,
    RequestNames names,
    IOptions<ScheduleOptions> options,
    ILogger<ScheduleStarts> logger)
{
    /// <summary>Decides about a due time.</summary>
    /// <param name="orchestrations">The engine, which knows whether the previous search still runs.</param>
    /// <param name="schedule">A schedule without a start in progress.</param>
    /// <param name="dueAt">A time that is due now, or waiting.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The schedule to write; null when the due time continues to wait.</returns>
    public async Task<ScheduleDocument?> DecideAsync(
        IOrchestrations orchestrations, ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken cancellation)
    {
        var previous = schedule.LastStart?.SearchId;
        bool isPreviousRunning;
        try
        {
            isPreviousRunning = previous is not null && await IsRunningAsync(orchestrations, previous, cancellation);
        }
        catch (DocumentException broken)
        {
            return Skipped(schedule, dueAt, now, $"Search {previous} may still be running; its state cannot be read: {broken.Message}");
        }

        if (isPreviousRunning && schedule.Definition.Overlap == OverlapPolicy.Skip)
        {
            return Skipped(schedule, dueAt, now, $"Search {previous}, started for {schedule.LastStart!.DueAt:u}, is still running.");
        }

        if (isPreviousRunning && schedule.Definition.Overlap == OverlapPolicy.Queue)
        {
            return schedule.WaitingDueAt == dueAt ? null : ScheduleDecisions.Wait(schedule, dueAt, now);
        }

        if (await FaultsAsync(schedule.Definition, cancellation) is { } faults)
        {
            return Skipped(schedule, dueAt, now, $"The request is no longer valid. {faults}");
        }

        return ScheduleDecisions.Start(
            schedule, dueAt, now, options.Value.LateAfter, schedule.Definition.Request, isPreviousRunning ? previous : null);
    }

    /// <summary>Carries out a decided start; can be repeated.</summary>
    /// <returns>The schedule to write.</returns>
    public async Task<ScheduleDocument> StartAsync(
        IOrchestrations orchestrations, ScheduleDocument schedule, WindowTimes? window, DateTimeOffset now, CancellationToken cancellation)
    {
        var (start, request, cancels) = schedule.Starting!;
        if (cancels is not null
            && await searches.FindStateAsync(cancels, cancellation) is { } previous
            && !SearchTransitions.IsFinal(previous.State))
        {
            await cancel.CancelAsync(orchestrations, previous, cancellation);
        }

        var pending = SearchDocuments.Pending(start.SearchId!, request, now) with
        {
            Schedule = new ScheduleOrigin(schedule.Id, start.DueAt, start.Late, start.LateBySeconds),
        };
        if (!await submit.SubmitScheduledAsync(orchestrations, SearchPause.Observe(pending, window, now) ?? pending, request, cancellation))
        {
            var taken = $"Another search has the id {start.SearchId}.";
            logger.DueTimeSkipped(schedule.Id, start.DueAt, taken);
            return ScheduleDecisions.GiveUp(schedule, taken);
        }

        logger.SearchScheduled(schedule.Id, start.DueAt, start.SearchId!, start.LateBySeconds);
        return ScheduleDecisions.Started(schedule);
    }

    ScheduleDocument Skipped(ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now, string reason)
    {
        logger.DueTimeSkipped(schedule.Id, dueAt, reason);
        return ScheduleDecisions.Skip(schedule, dueAt, now, reason);
    }

    // A search whose orchestration is gone or has broken will never end, and must not hold its schedule indefinitely.
    async Task<bool> IsRunningAsync(IOrchestrations orchestrations, string searchId, CancellationToken cancellation) =>
        await searches.FindStateAsync(searchId, cancellation) is { } state
        && !SearchTransitions.IsFinal(state.State)
        && await orchestrations.IsSearchUnderWayAsync(searchId, cancellation);

    // A request that was valid when the schedule was created can have become invalid: devices come and go.
    async Task<string?> FaultsAsync(ScheduleDefinition definition, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(definition.Request, CoreJson.Default.SearchRequest);
        var reading = SearchRequestReader.Read(body, (await names.ListAsync(body, cancellation)).Catalogue);
        return reading.IsValid ? null : string.Join(' ', reading.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
    }
}

/// <summary>Options for running schedules: settings <c>Schedules__...</c>.</summary>
/// <remarks>The interval of the checks is the setting <c>ScheduleTimer</c>, which the runtime itself reads.</remarks>
public sealed class ScheduleOptions
{
    public const string Section = "Schedules";

    /// <summary>The time after a due time within which a start is not late; more than the time between two checks.</summary>
    /// <value>1 second to 1 day, default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromMinutes(2);
}
