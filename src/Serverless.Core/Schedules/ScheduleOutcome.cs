namespace Serverless.Core.Schedules;

/// <summary>What became of one due time.</summary>
public sealed record ScheduleOutcome
{
    /// <value>When it was due.</value>
    public required DateTimeOffset DueAt { get; init; }

    /// <value>When its search was started, or it was decided that there is to be none.</value>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <value>The search; null when it was skipped.</value>
    public string? SearchId { get; init; }

    /// <value>Whether the search was started later than schedules may be: the platform was away, or it had to wait.</value>
    public bool Late { get; init; }

    /// <value>Seconds from <see cref="DueAt"/> to <see cref="DecidedAt"/>; 0 when there is no search.</value>
    public double LateBySeconds { get; init; }

    /// <value>Why it was skipped, or what it waited for; null when there is nothing to say.</value>
    public string? Reason { get; init; }
}
