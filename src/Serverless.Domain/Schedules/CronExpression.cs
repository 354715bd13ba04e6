using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Schedules;

/// <summary>An NCRONTAB expression: {second} {minute} {hour} {day} {month} {day of week}; of five fields the second is 0.</summary>
/// <remarks>
/// As in the timers of Azure Functions a time has to satisfy every field, day and day of week both; Sunday is 0.
/// Unlike there a range that ends before it begins is a fault, since it would quietly mean its opposite.
/// </remarks>
public sealed class CronExpression
{
    /// <summary>The longest text that is read.</summary>
    public const int LongestText = 500;

    /// <summary>After so many years the calendar repeats, days of week included.</summary>
    const int YearsOfCalendar = 400;

    static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    static readonly CronUnit[] Units =
    [
        new("second", 0, 59, []), new("minute", 0, 59, []), new("hour", 0, 23, []),
        new("day", 1, 31, []), new("month", 1, 12, Months), new("day of week", 0, 6, Weekdays),
    ];

    readonly CronField[] _fields;

    CronExpression(CronField[] fields) => _fields = fields;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Five or six fields, separated by white space.</param>
    /// <param name="expression">Null when there are faults.</param>
    /// <param name="faults">What is wrong, a sentence for each fault; empty when nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, out IReadOnlyList<string> faults)
    {
        expression = null;
        var parts = text.Length > LongestText ? [] : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (5 or 6))
        {
            faults = ["It needs five fields or six: [second] minute hour day month day-of-week, for example '0 22 * * 1-5'."];
            return false;
        }

        var found = new List<string>();
        string[] texts = parts.Length == 5 ? ["0", .. parts] : parts;
        var fields = new CronField[Units.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = CronField.Read(texts[i], Units[i], out var fault);
            if (fault is not null)
            {
                found.Add($"Field {Units[i].Name}: {fault}.");
            }
        }

        faults = found;
        expression = found.Count == 0 ? new CronExpression(fields) : null;
        return expression is not null;
    }

    /// <summary>The first time after another one, by the same clock on the wall; in whole seconds. O(days until then).</summary>
    /// <returns>Null when there is none, as for the 30th of February.</returns>
    public DateTime? NextAfter(DateTime time)
    {
        var first = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        if (HasDay(first) && TimeFrom(first.Hour, first.Minute, first.Second) is { } today)
        {
            return first.Date + today;
        }

        var end = Math.Min(first.Year + YearsOfCalendar, DateTime.MaxValue.Year);
        for (var day = first.Date.AddDays(1); day.Year < end; day = Month.Has(day.Month) ? day.AddDays(1) : FirstOfNextMonth(day))
        {
            if (HasDay(day))
            {
                return day + new TimeSpan(Hour.First, Minute.First, Second.First);
            }
        }

        return null;
    }

    CronField Second => _fields[0];

    CronField Minute => _fields[1];

    CronField Hour => _fields[2];

    CronField Day => _fields[3];

    CronField Month => _fields[4];

    CronField Weekday => _fields[5];

    static DateTime FirstOfNextMonth(DateTime day) => new DateTime(day.Year, day.Month, 1).AddMonths(1);

    bool HasDay(DateTime day) => Day.Has(day.Day) && Month.Has(day.Month) && Weekday.Has((int)day.DayOfWeek);

    TimeSpan? TimeFrom(int hour, int minute, int second)
    {
        if (Hour.Has(hour))
        {
            if (Minute.Has(minute) && Second.From(second) is { } sameMinute)
            {
                return new TimeSpan(hour, minute, sameMinute);
            }

            if (Minute.From(minute + 1) is { } sameHour)
            {
                return new TimeSpan(hour, sameHour, Second.First);
            }
        }

        return Hour.From(hour + 1) is { } later ? new TimeSpan(later, Minute.First, Second.First) : null;
    }
}
