using Serverless.Core.Schedules;

namespace Serverless.Application.Schedules;

/// <summary>What came of a request to change a schedule.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Document">As it is now; null when there is none or nothing was done.</param>
public sealed record ScheduleChange(ScheduleChangeKind Kind, ScheduleDocument? Document = null);
