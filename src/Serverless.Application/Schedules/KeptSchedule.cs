using Serverless.Core.Schedules;

namespace Serverless.Application.Schedules;

/// <summary>A schedule that was read.</summary>
/// <param name="Document">What is stored.</param>
/// <param name="Timetable">Its times.</param>
/// <param name="Version">The blob's version.</param>
public sealed record KeptSchedule(ScheduleDocument Document, Timetable Timetable, string Version);
