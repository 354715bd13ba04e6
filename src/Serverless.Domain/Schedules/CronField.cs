using System.Globalization;
using System.Numerics;

namespace Serverless.Domain.Schedules;

/// <summary>The values that one field of an NCRONTAB expression allows, a bit for each.</summary>
readonly record struct CronField(ulong Values)
{
    /// <value>The smallest value.</value>
    public int First => BitOperations.TrailingZeroCount(Values);

    public bool Has(int value) => (Values & (1UL << value)) != 0;

    /// <summary>The smallest value that is not below a bound; null when there is none.</summary>
    public int? From(int bound)
    {
        var left = bound < 64 ? Values & (ulong.MaxValue << bound) : 0;
        return left == 0 ? null : BitOperations.TrailingZeroCount(left);
    }

    /// <summary>Reads values, ranges and *, each with an optional step, joined by commas.</summary>
    /// <param name="text">The field.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="fault">What is wrong; null when nothing is.</param>
    /// <returns>Empty when there is a fault.</returns>
    public static CronField Read(string text, CronUnit unit, out string? fault)
    {
        var values = 0UL;
        foreach (var item in text.Split(','))
        {
            if (!TryReadItem(item, unit, out var range, out fault))
            {
                return default;
            }

            for (var value = range.From; value <= range.To; value += range.Step)
            {
                values |= 1UL << value;
            }
        }

        fault = null;
        return new CronField(values);
    }

    static bool TryReadItem(string item, CronUnit unit, out (int From, int To, int Step) range, out string? fault)
    {
        range = default;
        var parts = item.Split('/', 2);
        var step = 1;
        if (parts.Length == 2 && (!TryNumber(parts[1], out step) || step == 0))
        {
            fault = $"'{parts[1]}' is no step; a step is a whole number from 1 on, as in */5";
            return false;
        }

        var ends = parts[0].Split('-', 2);
        if (parts[0] == "*")
        {
            range = (unit.Least, unit.Most, step);
        }
        else if (!TryValue(ends[0], unit, out var from, out fault) || !TryValue(ends[^1], unit, out var to, out fault))
        {
            return false;
        }
        else if (from > to)
        {
            fault = $"the range {parts[0]} ends before it begins; write two, joined by a comma";
            return false;
        }
        else
        {
            // A single value with a step is the first of a range.
            range = (from, ends.Length == 1 && parts.Length == 2 ? unit.Most : to, step);
        }

        fault = null;
        return true;
    }

    static bool TryValue(string text, CronUnit unit, out int value, out string? fault)
    {
        fault = null;
        if (!TryNumber(text, out value))
        {
            value = unit.ValueOf(text) ?? -1;
        }

        if (value >= unit.Least && value <= unit.Most)
        {
            return true;
        }

        var names = unit.Names.Count == 0 ? "" : $", or {unit.Names[0]} to {unit.Names[^1]}";
        fault = $"'{text}' is no {unit.Name}; there are {unit.Least} to {unit.Most}{names}, "
            + "* for all, ranges as 1-5, steps as */5, and lists of them";
        return false;
    }

    static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
