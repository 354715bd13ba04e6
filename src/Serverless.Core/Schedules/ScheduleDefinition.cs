using System.Text.Json.Serialization;
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

/// <summary>The hours of each day in which a schedule's search may run; over midnight when it ends before it begins.</summary>
/// <param name="From">When it opens, by the schedule's time zone; inclusive.</param>
/// <param name="To">When it closes; exclusive, unlike <paramref name="From"/>.</param>
public sealed record DailyWindow(
    [property: JsonConverter(typeof(TimeOfDayConverter))] TimeOnly From, [property: JsonConverter(typeof(TimeOfDayConverter))] TimeOnly To);

/// <summary>What becomes of a due time whose schedule's previous search has not ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverlapPolicy>))]
public enum OverlapPolicy
{
    /// <summary>No search is started for it.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip,

    /// <summary>Its search is started when the previous one has ended. One waits at most: the latest.</summary>
    [JsonStringEnumMemberName("queue")]
    Queue,

    /// <summary>The previous search is cancelled, and this one started at once.</summary>
    [JsonStringEnumMemberName("cancel-previous")]
    CancelPrevious,
}
