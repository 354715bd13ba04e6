using System.ComponentModel.DataAnnotations;

namespace Serverless.Application.Schedules;

/// <summary>How schedules are run: settings <c>Schedules__...</c>.</summary>
/// <remarks>When they are looked at is the setting <c>ScheduleTimer</c>, which the runtime itself reads.</remarks>
public sealed class ScheduleOptions
{
    public const string Section = "Schedules";

    /// <summary>What a start may take after its due time without being late; more than the time between two looks.</summary>
    /// <value>1 second to 1 day, default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromMinutes(2);
}
