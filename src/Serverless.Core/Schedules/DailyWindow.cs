using System.Text.Json.Serialization;

namespace Serverless.Core.Schedules;

/// <summary>The hours of each day in which a schedule's search may run; over midnight when it ends before it begins.</summary>
/// <param name="From">When it opens, by the schedule's time zone; inclusive.</param>
/// <param name="To">When it closes; exclusive, unlike <paramref name="From"/>.</param>
public sealed record DailyWindow(
    [property: JsonConverter(typeof(TimeOfDayConverter))] TimeOnly From, [property: JsonConverter(typeof(TimeOfDayConverter))] TimeOnly To);
