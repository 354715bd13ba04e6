using System.Globalization;

namespace Serverless.Presentation.Numbers;

/// <summary>
/// Formats numbers for people: a number other than zero never looks like zero, and the length of the text does not grow with the magnitude.
/// </summary>
public static class SignificantDigits
{
    // From this magnitude on, a number is easier to read with an exponent.
    const double Long = 1e15;
    const double Short = 1e-4;

    /// <summary>
    /// Formats a number with thousands separators; with an exponent from 10¹⁵ on and below 10⁻⁴. Trailing zeros are kept, since they show
    /// how exact the text is.
    /// </summary>
    /// <param name="value">Any number; one that is not finite gives a dash.</param>
    /// <param name="decimals">The fewest decimals.</param>
    /// <param name="digits">The fewest significant digits, 1 to 15; whole numbers need no more than they have.</param>
    public static string Text(double value, int decimals, int digits)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        var magnitude = Math.Abs(value);
        if (magnitude == 0 || (decimals == 0 && magnitude < Long && Math.Truncate(value) == value))
        {
            return Math.Abs(value) == 0 ? Fixed(0, decimals) : Fixed(value, 0);
        }

        return magnitude is >= Long or < Short
            ? value.ToString($"0.{new string('0', digits - 1)}E+0", CultureInfo.InvariantCulture)
            : Fixed(value, Math.Max(decimals, digits - 1 - (int)Math.Floor(Math.Log10(magnitude))));
    }

    /// <summary>Returns the shortest text that parses to the same number, without separators: for programs.</summary>
    public static string RoundTrip(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Fixed(double value, int decimals) =>
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
