using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Schedules;

/// <summary>The clock on the wall of a time zone: which moment a local time is, once and only once.</summary>
/// <remarks>
/// A local time that the clock skips, when it is set forward, is the moment at which it is set; one that it shows twice, when it
/// is set back, is the first. So moments follow each other as local times do, and none is met twice.
/// </remarks>
public sealed class WallClock
{
    const int LongestId = 64;

    /// <summary>No local time is farther from UTC, in hours; and no clock is set twice within as much to either side.</summary>
    const int Reach = 15;

    readonly TimeZoneInfo _zone;

    WallClock(TimeZoneInfo zone) => _zone = zone;

    /// <value>The clock of UTC, which is never set.</value>
    public static WallClock Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>Finds a time zone of the IANA database, such as <c>Europe/Berlin</c> or <c>UTC</c>.</summary>
    public static bool TryFind(string id, [NotNullWhen(true)] out WallClock? clock)
    {
        // The id becomes a file's name: it shall lead nowhere else, nor to what this machine's owner set as local.
        clock = IsName(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? new WallClock(zone) : null;
        return clock is not null;
    }

    /// <summary>Names of time zones, to guess from which one was meant.</summary>
    public static IEnumerable<string> Names() => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id);

    /// <summary>What the clock shows at a moment.</summary>
    public DateTime LocalOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone).DateTime;

    /// <summary>The moment, in UTC, at which the clock first shows a local time, or is set past it.</summary>
    public DateTimeOffset MomentOf(DateTime local)
    {
        var asUtc = new DateTimeOffset(local, TimeSpan.Zero);
        var (before, after) = (asUtc.AddHours(-Reach), asUtc.AddHours(Reach));
        var (early, late) = (_zone.GetUtcOffset(before), _zone.GetUtcOffset(after));
        foreach (var offset in early > late ? [early, late] : new[] { late, early })
        {
            var moment = asUtc - offset;
            if (LocalOf(moment) == local)
            {
                return moment;
            }
        }

        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before.AddSeconds(Math.Floor((after - before).TotalSeconds / 2));
            (before, after) = LocalOf(middle) >= local ? (before, middle) : (middle, after);
        }

        return after;
    }

    static bool IsName(string id) =>
        id.Length is > 0 and <= LongestId
        && char.IsAsciiLetter(id[0])
        && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
        && !id.StartsWith("right/", StringComparison.OrdinalIgnoreCase)
        && !id.StartsWith("posix", StringComparison.OrdinalIgnoreCase)
        && !id.Equals("localtime", StringComparison.OrdinalIgnoreCase);
}
