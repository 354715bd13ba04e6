namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>An NCRONTAB expression: {second} {minute} {hour} {day} {month} {day of week}; of five fields the second is 0.</summary>
/// <remarks>A time must satisfy all fields, day and day of week too. Sunday is 0; 7, ?, L, W and # do not exist.</remarks>
sealed class NcrontabExpression
{
    // After so many years the calendar repeats, weekdays included.
    const int YearsOfCalendar = 400;

    // The end of what DateTime can hold, short of a month.
    static readonly DateTime End = new(9999, 12, 1);

    static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    readonly NcrontabField _seconds;
    readonly NcrontabField _minutes;
    readonly NcrontabField _hours;
    readonly NcrontabField _days;
    readonly NcrontabField _months;
    readonly NcrontabField _weekdays;

    NcrontabExpression(string[] fields)
    {
        _seconds = NcrontabField.Parse(fields[0], "second", 0, 59);
        _minutes = NcrontabField.Parse(fields[1], "minute", 0, 59);
        _hours = NcrontabField.Parse(fields[2], "hour", 0, 23);
        _days = NcrontabField.Parse(fields[3], "day", 1, 31);
        _months = NcrontabField.Parse(fields[4], "month", 1, 12, Months);
        _weekdays = NcrontabField.Parse(fields[5], "day of week", 0, 6, Weekdays);
    }

    /// <exception cref="FormatException">The text is malformed; the message says where.</exception>
    public static NcrontabExpression Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length switch
        {
            6 => new NcrontabExpression(fields),
            5 => new NcrontabExpression(["0", .. fields]),
            _ => throw new FormatException($"'{text}' has {fields.Length} fields where an NCRONTAB expression has 5 or 6."),
        };
    }

    /// <summary>The first time strictly after the one given, in whole seconds; null when there is none.</summary>
    public DateTime? NextAfter(DateTime time)
    {
        if (InDay(time.Date, time.TimeOfDay) is { } today)
        {
            return today;
        }

        var last = time.Year + YearsOfCalendar < End.Year ? time.Date.AddYears(YearsOfCalendar) : End;
        for (var day = time.Date; day < last;)
        {
            day = _months.Contains(day.Month) ? day.AddDays(1) : new DateTime(day.Year, day.Month, 1).AddMonths(1);
            if (InDay(day, null) is { } next)
            {
                return next;
            }
        }

        return null;
    }

    // The first time of that day, strictly after the time of day when one is given.
    DateTime? InDay(DateTime day, TimeSpan? after)
    {
        if (!_days.Contains(day.Day) || !_months.Contains(day.Month) || !_weekdays.Contains((int)day.DayOfWeek))
        {
            return null;
        }

        var from = after is { } timeOfDay ? (int)timeOfDay.TotalSeconds + 1 : 0;
        var (hour, minute, second) = (from / 3600, from / 60 % 60, from % 60);
        if (_hours.AtLeast(hour) is { } sameHour && sameHour == hour)
        {
            if (_minutes.Contains(minute) && _seconds.AtLeast(second) is { } sameMinute)
            {
                return At(hour, minute, sameMinute);
            }

            if (_minutes.AtLeast(minute + 1) is { } laterMinute)
            {
                return At(hour, laterMinute, _seconds.First);
            }
        }

        return _hours.AtLeast(hour + 1) is { } laterHour ? At(laterHour, _minutes.First, _seconds.First) : null;

        DateTime At(int h, int m, int s) => DateTime.SpecifyKind(day, DateTimeKind.Unspecified) + new TimeSpan(h, m, s);
    }
}
