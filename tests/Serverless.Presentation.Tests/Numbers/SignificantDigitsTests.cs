using System.Globalization;
using Serverless.Presentation.Numbers;

namespace Serverless.Presentation.Tests.Numbers;

public sealed class SignificantDigitsTests
{
    [Theory]
    [InlineData(91.234, 2, 3, "91.23")]
    [InlineData(100, 2, 3, "100.00")]
    [InlineData(0.12345, 4, 3, "0.1235")]
    [InlineData(0.00123, 4, 3, "0.00123")]
    [InlineData(0.0000321, 0, 4, "3.210E-5")]
    [InlineData(-0.001, 2, 2, "-0.0010")]
    [InlineData(0, 2, 3, "0.00")]
    [InlineData(-0.0, 0, 3, "0")]
    [InlineData(73_306, 0, 4, "73,306")]
    [InlineData(12_345_678.9, 0, 4, "12,345,679")]
    [InlineData(90.00012, 0, 4, "90.00")]
    [InlineData(1e300, 2, 4, "1.000E+300")]
    [InlineData(-1e15, 0, 4, "-1.000E+15")]
    [InlineData(double.NaN, 2, 3, "–")]
    public void Text_Value_HasDigitsThatMeanSomething(double value, int decimals, int digits, string text) =>
        SignificantDigits.Text(value, decimals, digits).ShouldBe(text);

    [Fact]
    public void Text_AnyMagnitude_IsShortAndNotZero()
    {
        for (var exponent = -320; exponent <= 308; exponent++)
        {
            var value = double.Parse($"1.7e{exponent}", CultureInfo.InvariantCulture);

            var text = SignificantDigits.Text(-value, decimals: 2, digits: 3);

            text.Length.ShouldBeLessThan(28);
            double.Parse(text, CultureInfo.InvariantCulture).ShouldBe(-value, Math.Max(value * 0.01, double.Epsilon));
        }
    }

    [Theory]
    [InlineData(0.12685000000000002, "0.12685000000000002")]
    [InlineData(1234567.5, "1234567.5")]
    public void RoundTrip_Value_ReadsBackAsTheSame(double value, string text)
    {
        SignificantDigits.RoundTrip(value).ShouldBe(text);
        double.Parse(text, CultureInfo.InvariantCulture).ShouldBe(value);
    }
}
