using System.Diagnostics.CodeAnalysis;

namespace Serverless.Core.Schedules;

/// <summary>Time zones of the IANA database, found by names that come from outside.</summary>
public static class TimeZones
{
    const int LongestId = 64;

    /// <summary>Finds a time zone, such as <c>Europe/Berlin</c> or <c>UTC</c>.</summary>
    public static bool TryFind(string id, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        // The id becomes a file's name: it must lead nowhere else, nor to what this machine's owner set as local.
        zone = null;
        return IsName(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone);
    }

    /// <summary>Names of time zones, to guess from which one was meant.</summary>
    public static IEnumerable<string> Names() => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id);

    static bool IsName(string id) =>
        id.Length is > 0 and <= LongestId
        && char.IsAsciiLetter(id[0])
        && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
        && !id.StartsWith("right/", StringComparison.OrdinalIgnoreCase)
        && !id.StartsWith("posix", StringComparison.OrdinalIgnoreCase)
        && !id.Equals("localtime", StringComparison.OrdinalIgnoreCase);
}
