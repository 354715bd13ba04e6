using System.Globalization;

namespace Serverless.Presentation.Charts;

/// <summary>A linear axis with round tick marks.</summary>
public sealed class Axis
{
    const int WantedTicks = 6;

    // Room beyond the outermost value, as a share of the range, so that no mark is on the frame.
    const double Padding = 0.06;

    // A label with more characters than this would overlap its neighbour or the axis title.
    const int LongestLabel = 8;
    const int MostDigits = 6;
    const int MostDecimals = 20;

    readonly int _stepMagnitude;

    Axis(double minimum, double maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
        var step = RoundStep((maximum - minimum) / WantedTicks);
        var first = (long)Math.Ceiling((minimum / step) - 1e-9);
        var last = (long)Math.Floor((maximum / step) + 1e-9);
        Ticks = [.. Enumerable.Range(0, (int)Math.Min(100, last - first + 1)).Select(i => (first + i) * step)];
        _stepMagnitude = (int)Math.Floor(Math.Log10(step) + 1e-9);
        Decimals = Math.Clamp(-_stepMagnitude, 0, MostDecimals);
    }

    public double Minimum { get; }

    public double Maximum { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <value>Number of decimals needed to distinguish the ticks.</value>
    public int Decimals { get; }

    /// <summary>Creates an axis with room for all values; at least one value, all finite.</summary>
    public static Axis Over(IEnumerable<double> values)
    {
        var all = values.ToArray();
        double low = all.Min(), high = all.Max();
        // A single value still needs a range around it.
        var range = high > low ? high - low : Math.Max(Math.Abs(high) * 0.1, 1e-3);
        return new Axis(low - (range * Padding), high + (range * Padding));
    }

    /// <summary>Creates an axis from zero.</summary>
    /// <param name="maximum">The greatest value; anything not above 0 counts as 1.</param>
    public static Axis FromZero(double maximum) => new(0, (maximum > 0 ? maximum : 1) * (1 + Padding));

    public bool Holds(double value) => value >= Minimum && value <= Maximum;

    /// <summary>Returns the position of a value between two pixels.</summary>
    public double Place(double value, double from, double to) => from + ((value - Minimum) / (Maximum - Minimum) * (to - from));

    /// <summary>
    /// Returns the label of a tick, with as many digits as are needed to distinguish the ticks, and with an exponent if it would be too long
    /// otherwise.
    /// </summary>
    public string Label(double tick)
    {
        var text = tick.ToString("N" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (text.Length <= LongestLabel || tick == 0)
        {
            return tick == 0 ? "0" : text;
        }

        var digits = Math.Clamp((int)Math.Floor(Math.Log10(Math.Abs(tick)) + 1e-9) - _stepMagnitude, 0, MostDigits);
        return tick.ToString($"0.{new string('0', digits)}E0", CultureInfo.InvariantCulture);
    }

    // Returns 1, 2 or 5 times a power of ten, the first that is not less than the raw step.
    static double RoundStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (factor * power >= raw * (1 - 1e-9))
            {
                return factor * power;
            }
        }

        return 10 * power;
    }
}
