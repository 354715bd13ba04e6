using System.Globalization;
using Serverless.Core.Searches;

namespace Serverless.Core.Schedules;

/// <summary>Checks schedule ids, and makes the ids of their searches.</summary>
public static class ScheduleId
{
    /// <summary>With a due time behind it, it has to be a search's id.</summary>
    const int Longest = 40;

    /// <value>What ids have to be, for messages.</value>
    public static string Rule => "It has to have 3 to 40 of a-z, 0-9 and single hyphens inside, the first a letter.";

    /// <summary>Whether a text can be a schedule's id; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) => text.Length <= Longest && SearchId.IsValid(text);

    /// <summary>The search of a due time, such as <c>nightly-20261122t220000z</c>: equal due times, equal searches.</summary>
    public static string SearchOf(string scheduleId, DateTimeOffset dueAt) =>
        $"{scheduleId}-{dueAt.UtcDateTime.ToString("yyyyMMdd't'HHmmss'z'", CultureInfo.InvariantCulture)}";
}
