using System.Globalization;

namespace Serverless.Cli.Output;

/// <summary>Formats times and durations for users.</summary>
public static class Durations
{
    /// <summary>Formats a duration as <c>3:07</c>, or <c>1:03:07</c> from an hour on.</summary>
    public static string Text(TimeSpan duration) =>
        duration.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration:mm\\:ss}")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)duration.TotalMinutes)}:{duration:ss}");

    /// <summary>Formats a time by RFC 3339 in UTC, to the second; empty for null.</summary>
    public static string Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}
