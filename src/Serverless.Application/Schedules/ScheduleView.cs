using Serverless.Core.Schedules;

namespace Serverless.Application.Schedules;

/// <summary>Converts schedules to the form that callers see.</summary>
public static class ScheduleView
{
    /// <summary>Adds the next due time, and removes the internal record of a start in progress.</summary>
    public static ScheduleDocument Of(ScheduleDocument document, Timetable timetable, DateTimeOffset now) =>
        document with { NextDueAt = timetable.NextDue(document, now), Starting = null };
}
