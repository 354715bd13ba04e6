namespace Serverless.LocalHost.Configuration;

/// <summary>The time zone of timers.</summary>
static class TimeZones
{
    const string Setting = "WEBSITE_TIME_ZONE";

    /// <summary>Makes the zone that the setting names this process's own; UTC without the setting, as in Azure.</summary>
    /// <remarks>The timer extension reckons in local time.</remarks>
    /// <exception cref="StartException">There is no such zone.</exception>
    public static void Apply(IReadOnlyDictionary<string, string> environment)
    {
        var name = environment.GetValueOrDefault(Setting) is { Length: > 0 } given ? given : "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            throw new StartException(
                ExitCodes.Configuration, $"{Setting} names no time zone of this machine: '{name}'. Such names are like Europe/Zurich.");
        }

        Environment.SetEnvironmentVariable("TZ", zone.Id);
        TimeZoneInfo.ClearCachedData();
    }
}
