using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>What a user asks for: the body of <c>PUT /api/schedules/{id}</c>.</summary>
public sealed record ScheduleDefinition
{
    /// <value>When it is due: a cron expression of five or six fields (see <see cref="ScheduleExpression"/>).</value>
    public required string Expression { get; init; }

    /// <value>The IANA time zone that the expression and the window are meant in. Default UTC.</value>
    public required string TimeZone { get; init; }

    /// <value>The device of every objective that is measured on one, in place of what the request says; null: as the request says.</value>
    public string? Device { get; init; }

    /// <value>Default skip.</value>
    public OverlapPolicy Overlap { get; init; }

    /// <value>When its searches may run; null: always.</value>
    public DailyWindow? PauseOutside { get; init; }

    /// <value>The search to run, device filled in.</value>
    public required SearchRequest Request { get; init; }
}
