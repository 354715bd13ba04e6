using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions;

/// <summary>Options for removing old durable histories: settings <c>Purge__...</c>.</summary>
public sealed class PurgeOptions
{
    public const string Section = "Purge";

    /// <summary>The minimum time since the start of a completed orchestration before its history is removed.</summary>
    /// <value>0 to 3,650 days, default 30 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The minimum time since the end of a completed evaluation before its history is removed.</summary>
    /// <value>0 to 3,650 days, default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan EvaluationsAfter { get; set; } = TimeSpan.FromMinutes(2);
}
