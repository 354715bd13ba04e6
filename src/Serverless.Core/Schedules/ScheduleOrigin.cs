namespace Serverless.Core.Schedules;

/// <summary>The schedule that started a search.</summary>
/// <param name="Id">The schedule.</param>
/// <param name="DueAt">When the search was due.</param>
/// <param name="Late">Whether it was started later than schedules may be.</param>
/// <param name="LateBySeconds">Seconds from the due time to the start.</param>
/// <param name="ClosedAt">The latest closing of the schedule's window that the search has heeded; null before the first.</param>
public sealed record ScheduleOrigin(string Id, DateTimeOffset DueAt, bool Late, double LateBySeconds, DateTimeOffset? ClosedAt = null);
