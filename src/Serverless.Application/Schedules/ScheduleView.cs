using Serverless.Core.Schedules;

namespace Serverless.Application.Schedules;

/// <summary>A schedule as callers see it.</summary>
public static class ScheduleView
{
    /// <summary>Adds when it is due next; leaves out how a start under way is written down.</summary>
    public static ScheduleDocument Of(ScheduleDocument document, Timetable timetable, DateTimeOffset now) =>
        document with { NextDueAt = timetable.NextDue(document, now), Starting = null };
}
