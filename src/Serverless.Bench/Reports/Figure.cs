using System.Globalization;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Numbers;

namespace Serverless.Bench.Reports;

/// <summary>Formats figures.</summary>
static class Figure
{
    /// <summary>Formats a fraction with its quartiles, as the figures of other libraries are published.</summary>
    public static string Fraction(Quartiles quartiles) =>
        FormattableString.Invariant($"{quartiles.Median:0.000} ({quartiles.Lower:0.000}..{quartiles.Upper:0.000})");

    public static string Fraction(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string LogGap(Quartiles quartiles) =>
        $"{Decimal(quartiles.Median, 2)} ({Decimal(quartiles.Lower, 2)}..{Decimal(quartiles.Upper, 2)})";

    public static string Distance(Quartiles quartiles) =>
        $"{Decimal(quartiles.Median, 4)} ({Decimal(quartiles.Lower, 4)}..{Decimal(quartiles.Upper, 4)})";

    /// <summary>Formats a number of evaluations; a goal that was not reached is shown as more than the largest number.</summary>
    public static string Need(double evaluations, int most) =>
        double.IsFinite(evaluations) ? Whole((int)evaluations) : FormattableString.Invariant($">{most}");

    public static string Milliseconds(double milliseconds) => milliseconds.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    // A figure that is not 0 is never shown as 0; a goal that was never reached is infinite.
    static string Decimal(double value, int decimals) =>
        double.IsFinite(value) ? SignificantDigits.Text(value, decimals, digits: 1) : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats the p-value, with a mark for differences that are unlikely to be chance, and the direction and size of the effect.</summary>
    public static string Test(SignedRankTest? test) => test is not { } found
        ? "baseline"
        : FormattableString.Invariant($"{(found.ProbabilityValue < 0.0001 ? "<0.0001" : found.ProbabilityValue.ToString("0.0000", CultureInfo.InvariantCulture))} ({found.Effect:+0.00;-0.00;0.00})");
}
