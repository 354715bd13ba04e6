using System.Text.Json.Serialization;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>A schedule as requested by a user: the body of <c>PUT /api/schedules/{id}</c>.</summary>
public sealed record ScheduleDefinition
{
    /// <value>The times when it is due: a cron expression of five or six fields (see <see cref="ScheduleExpression"/>).</value>
    public required string Expression { get; init; }

    /// <value>The IANA time zone of the expression and the window. Default UTC.</value>
    public required string TimeZone { get; init; }

    /// <value>The device of every objective measured on a device, overriding the request; null: the device in the request.</value>
    public string? Device { get; init; }

    /// <value>What happens when the previous search has not ended. Default skip.</value>
    public OverlapPolicy Overlap { get; init; }

    /// <value>The hours in which its searches can run; null: always.</value>
    public DailyWindow? PauseOutside { get; init; }

    /// <value>The search to run, with the device filled in.</value>
    public required SearchRequest Request { get; init; }
}

/// <summary>The hours of each day in which a schedule's search can run; the window spans midnight if it ends before it begins.</summary>
/// <param name="From">The time when the window opens, in the schedule's time zone; inclusive.</param>
/// <param name="To">The time when the window closes; exclusive, unlike <paramref name="From"/>.</param>
public sealed record DailyWindow(
    [property: JsonConverter(typeof(TimeOfDayConverter))] TimeOnly From, [property: JsonConverter(typeof(TimeOfDayConverter))] TimeOnly To);

/// <summary>What happens at a due time if the schedule's previous search has not ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverlapPolicy>))]
public enum OverlapPolicy
{
    /// <summary>No search is started for it.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip,

    /// <summary>Its search is started when the previous one has ended. At most one waits: the latest.</summary>
    [JsonStringEnumMemberName("queue")]
    Queue,

    /// <summary>The previous search is cancelled, and this one started at once.</summary>
    [JsonStringEnumMemberName("cancel-previous")]
    CancelPrevious,
}
