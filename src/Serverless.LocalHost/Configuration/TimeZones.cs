namespace Serverless.LocalHost.Configuration;

/// <summary>Sets the time zone of timers.</summary>
static class TimeZones
{
    const string Setting = "WEBSITE_TIME_ZONE";

    /// <summary>Makes the time zone that the setting names the zone of this process; UTC without the setting, as in Azure.</summary>
    /// <remarks>The timer extension computes in local time.</remarks>
    /// <exception cref="StartException">There is no such time zone.</exception>
    public static void Apply(IReadOnlyDictionary<string, string> environment)
    {
        var name = environment.GetValueOrDefault(Setting) is { Length: > 0 } given ? given : "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            throw new StartException(
                ExitCodes.Configuration, $"{Setting} is '{name}', which is not a time zone of this machine. Use a name such as Europe/Zurich.");
        }

        Environment.SetEnvironmentVariable("TZ", zone.Id);
        TimeZoneInfo.ClearCachedData();
    }
}
