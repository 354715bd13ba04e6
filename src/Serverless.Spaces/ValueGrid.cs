using System.Globalization;
using System.Text.Json.Serialization;

namespace Serverless.Spaces;

/// <summary>Creates finitely many choices from a range of numbers.</summary>
public static class ValueGrid
{
    /// <summary>The most levels: the difference between more levels would be smaller than that between trainings.</summary>
    public const int MostLevels = 100;

    /// <summary>
    /// Returns numbers from one end of a range to the other, both included, ascending; numbers that round to the same value occur once.
    /// </summary>
    /// <param name="low">The least number; greater than 0 on a logarithmic scale.</param>
    /// <param name="high">The greatest number; greater than <paramref name="low"/>.</param>
    /// <param name="levels">Number of levels, 2 to <see cref="MostLevels"/>.</param>
    /// <param name="scale">Whether differences or ratios of neighbours are equal, except for rounding to four digits.</param>
    /// <param name="isWhole">Whether numbers between the ends are rounded to whole numbers.</param>
    public static IReadOnlyList<double> Of(double low, double high, int levels, GridScale scale, bool isWhole)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        if (scale == GridScale.Log)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        }

        return [.. Enumerable.Range(0, levels).Select(At).Distinct()];

        double At(int level)
        {
            if (level == 0 || level == levels - 1)
            {
                return level == 0 ? low : high;
            }

            var share = level / (levels - 1.0);
            var value = scale == GridScale.Log ? low * Math.Pow(high / low, share) : low + ((high - low) * share);
            return Math.Clamp(isWhole ? Math.Round(value) : Rounded(value), low, high);
        }
    }

    /// <summary>Returns the position of a number between the ends of a range: 0 to 1.</summary>
    public static double Share(double value, double low, double high, GridScale scale) => (low == high, scale) switch
    {
        (true, _) => 0,
        (_, GridScale.Log) => Math.Log(value / low) / Math.Log(high / low),
        _ => (value - low) / (high - low),
    };

    static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>The spacing of choices between the two ends of a range.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GridScale>))]
public enum GridScale
{
    /// <summary>Equal differences.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,

    /// <summary>Equal ratios.</summary>
    [JsonStringEnumMemberName("log")]
    Log,
}
