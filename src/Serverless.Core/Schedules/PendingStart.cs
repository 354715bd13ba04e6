using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>A start that is decided, and perhaps not done: a process that finds it does it again, which changes nothing that is done.</summary>
/// <param name="Outcome">What is to be remembered of it.</param>
/// <param name="Request">As it was when the start was decided.</param>
/// <param name="Cancels">The search to cancel first; null when there is none.</param>
public sealed record PendingStart(ScheduleOutcome Outcome, SearchRequest Request, string? Cancels = null);
