using System.Globalization;
using System.Text.Json.Serialization;

namespace Serverless.Spaces;

/// <summary>Makes finitely many choices of a range of numbers.</summary>
public static class ValueGrid
{
    /// <summary>More choices tell less apart than trainings do.</summary>
    public const int MostLevels = 100;

    /// <summary>Numbers from one end of a range to the other, both included, ascending; those that round to the same number once.</summary>
    /// <param name="low">The least; greater than 0 on a logarithmic scale.</param>
    /// <param name="high">The greatest; greater than <paramref name="low"/>.</param>
    /// <param name="levels">2 to <see cref="MostLevels"/>.</param>
    /// <param name="scale">Whether differences or quotients of neighbours are equal, but for rounding to four digits.</param>
    /// <param name="isWhole">Whether numbers between the ends are rounded to whole ones.</param>
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

    /// <summary>Where a number stands between the ends of a range: 0 to 1.</summary>
    public static double Share(double value, double low, double high, GridScale scale) => (low == high, scale) switch
    {
        (true, _) => 0,
        (_, GridScale.Log) => Math.Log(value / low) / Math.Log(high / low),
        _ => (value - low) / (high - low),
    };

    static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>How the choices between two ends of a range are spaced.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GridScale>))]
public enum GridScale
{
    /// <summary>Equal differences.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,

    /// <summary>Equal quotients.</summary>
    [JsonStringEnumMemberName("log")]
    Log,
}
