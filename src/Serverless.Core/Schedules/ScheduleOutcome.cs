namespace Serverless.Core.Schedules;

/// <summary>The outcome of one due time.</summary>
public sealed record ScheduleOutcome
{
    /// <value>The due time.</value>
    public required DateTimeOffset DueAt { get; init; }

    /// <value>Time when its search was started, or when it was decided not to start one.</value>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <value>The search; null when it was skipped.</value>
    public string? SearchId { get; init; }

    /// <value>Whether the search was started later than the tolerance for schedules: the platform was down, or the search had to wait.</value>
    public bool Late { get; init; }

    /// <value>Seconds from <see cref="DueAt"/> to <see cref="DecidedAt"/>; 0 when there is no search.</value>
    public double LateBySeconds { get; init; }

    /// <value>The reason why it was skipped, or for what it waited; null when there is none.</value>
    public string? Reason { get; init; }
}
