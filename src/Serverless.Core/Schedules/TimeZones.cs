using System.Diagnostics.CodeAnalysis;

namespace Serverless.Core.Schedules;

/// <summary>Finds time zones of the IANA database by names from untrusted sources.</summary>
public static class TimeZones
{
    const int LongestId = 64;

    /// <summary>Finds a time zone, such as <c>Europe/Berlin</c> or <c>UTC</c>.</summary>
    public static bool TryFind(string id, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        // The id becomes a file name: it must not lead to another folder, nor to the zone that is configured as local on this machine.
        zone = null;
        return IsName(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone);
    }

    /// <summary>Returns the names of time zones, for suggestions in error messages.</summary>
    public static IEnumerable<string> Names() => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id);

    static bool IsName(string id) =>
        id.Length is > 0 and <= LongestId
        && char.IsAsciiLetter(id[0])
        && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
        && !id.StartsWith("right/", StringComparison.OrdinalIgnoreCase)
        && !id.StartsWith("posix", StringComparison.OrdinalIgnoreCase)
        && !id.Equals("localtime", StringComparison.OrdinalIgnoreCase);
}
