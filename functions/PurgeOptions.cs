using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions;

/// <summary>When durable histories are removed: settings <c>Purge__...</c>.</summary>
public sealed class PurgeOptions
{
    public const string Section = "Purge";

    /// <summary>How long ago an orchestration that has completed must have been started for its history to be removed.</summary>
    /// <value>0 to 3,650 days, default 30 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromDays(30);
}
