using System.Globalization;
using System.Numerics;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>One field of an NCRONTAB expression: the set of its values.</summary>
readonly record struct NcrontabField
{
    readonly ulong _values;

    NcrontabField(ulong values) => _values = values;

    /// <summary>The smallest value.</summary>
    public int First => BitOperations.TrailingZeroCount(_values);

    public bool Contains(int value) => (_values >> value & 1) == 1;

    /// <summary>The smallest value not below the one given; null when there is none.</summary>
    public int? AtLeast(int value)
    {
        var rest = value > 63 ? 0 : _values >> value << value;
        return rest == 0 ? null : BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Reads a list of *, single values and ranges, each with an optional step.</summary>
    /// <param name="text">The field.</param>
    /// <param name="kind">What the field stands for, for messages.</param>
    /// <param name="minimum">The smallest value allowed.</param>
    /// <param name="maximum">The largest value allowed, at most 63.</param>
    /// <param name="names">Names of the values from the smallest on; any beginning of a name stands for it, ignoring case.</param>
    /// <exception cref="FormatException">The text is malformed or a value is out of range.</exception>
    public static NcrontabField Parse(string text, string kind, int minimum, int maximum, params string[] names)
    {
        var values = 0UL;
        foreach (var item in text.Split(','))
        {
            var slash = item.Split('/');
            var step = slash.Length switch
            {
                1 => 1,
                2 when int.TryParse(slash[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
                _ => throw Malformed(item),
            };
            var ends = slash[0].Split('-');
            var (from, to) = slash[0] == "*" ? (minimum, maximum) : ends.Length switch
            {
                // A single value with a step means from there to the end.
                1 => (Value(ends[0]), slash.Length == 2 ? maximum : Value(ends[0])),
                2 => (Value(ends[0]), Value(ends[1])),
                _ => throw Malformed(item),
            };
            for (var value = Math.Min(from, to); value <= Math.Max(from, to); value += step)
            {
                values |= 1UL << value;
            }
        }

        return new NcrontabField(values);

        FormatException Malformed(string item) => new($"'{item}' is no valid {kind}.");

        int Value(string part)
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number >= minimum && number <= maximum
                    ? number
                    : throw new FormatException($"{number} is no valid {kind}: it must be from {minimum} to {maximum}.");
            }

            var index = part.Length == 0 ? -1 : Array.FindIndex(names, name => name.StartsWith(part, StringComparison.OrdinalIgnoreCase));
            return index >= 0 ? index + minimum : throw Malformed(part);
        }
    }
}
