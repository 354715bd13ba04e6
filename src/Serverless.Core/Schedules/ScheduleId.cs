using System.Globalization;
using Serverless.Core.Searches;

namespace Serverless.Core.Schedules;

/// <summary>Checks schedule ids, and creates the ids of their searches.</summary>
public static class ScheduleId
{
    /// <summary>The most characters of an id: with a due time appended, it has to be a valid search id.</summary>
    const int Longest = 40;

    /// <value>The rule for valid ids, for messages.</value>
    public static string Rule => "It must have 3 to 40 of a-z, 0-9 and single hyphens inside, the first a letter.";

    /// <summary>Returns whether a text is a valid schedule id; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) => text.Length <= Longest && SearchId.IsValid(text);

    /// <summary>Returns the id of a due time's search, such as <c>nightly-20261122t220000z</c>: equal due times give equal ids.</summary>
    public static string SearchOf(string scheduleId, DateTimeOffset dueAt) =>
        $"{scheduleId}-{dueAt.UtcDateTime.ToString("yyyyMMdd't'HHmmss'z'", CultureInfo.InvariantCulture)}";
}
