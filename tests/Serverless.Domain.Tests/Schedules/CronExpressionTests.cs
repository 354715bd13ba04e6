using System.Globalization;
using Serverless.Domain.Schedules;

namespace Serverless.Domain.Tests.Schedules;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("0 22 * * *", "2026-11-22T21:00:00", "2026-11-22T22:00:00")]
    [InlineData("0 22 * * *", "2026-11-22T22:00:00", "2026-11-23T22:00:00")]
    [InlineData("30 0 22 * * *", "2026-11-22T22:00:00", "2026-11-22T22:00:30")]
    [InlineData("*/15 * * * *", "2026-11-22T22:46:00", "2026-11-22T23:00:00")]
    [InlineData("5/20 * * * *", "2026-11-22T22:06:00", "2026-11-22T22:25:00")]
    [InlineData("0 9-17 * * 1-5", "2026-11-20T17:00:00", "2026-11-23T09:00:00")]
    [InlineData("0 9 * * Mon,FRIDAY", "2026-11-23T09:00:00", "2026-11-27T09:00:00")]
    [InlineData("0 0 13 * 5", "2026-11-14T00:00:00", "2027-08-13T00:00:00")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 31 4,Dec *", "2026-04-01T00:00:00", "2026-12-31T00:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    [InlineData("0 0 1 jan-mar *", "2026-03-01T00:00:00.001", "2027-01-01T00:00:00")]
    public void NextAfter_Expression_GivesTheFirstTimeThatFits(string text, string after, string next) =>
        Parse(text).NextAfter(Time(after)).ShouldBe(Time(next));

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void NextAfter_NoSuchDay_GivesNull(string text) => Parse(text).NextAfter(Time("2026-01-01T00:00:00")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("0 22 * *")]
    [InlineData("0 0 22 * * * *")]
    public void TryParse_WrongNumberOfFields_IsOneFault(string text) => Faults(text).ShouldHaveSingleItem().ShouldContain("five fields or six");

    [Fact]
    public void TryParse_EndlessText_IsOneFault() => Faults(new string('*', 1_000_000)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("60 * * * *", "Field minute: '60' is no minute; there are 0 to 59")]
    [InlineData("* 24 * * *", "Field hour: '24' is no hour; there are 0 to 23")]
    [InlineData("* * 0 * *", "Field day: '0' is no day; there are 1 to 31")]
    [InlineData("* * * 13 *", "there are 1 to 12, or January to December")]
    [InlineData("* * * * 7", "Field day of week: '7' is no day of week; there are 0 to 6, or Sunday to Saturday")]
    [InlineData("* * * * Mo", "'Mo' is no day of week")]
    [InlineData("* * * * Fri-Mon", "the range Fri-Mon ends before it begins; write two")]
    [InlineData("*/0 * * * *", "'0' is no step")]
    [InlineData("*/x * * * *", "'x' is no step")]
    [InlineData("1,, * * * *", "'' is no minute")]
    [InlineData("1-2-3 * * * *", "'2-3' is no minute")]
    [InlineData("-1 * * * *", "'' is no minute")]
    [InlineData("+1 * * * *", "'+1' is no minute")]
    [InlineData("99999999999 * * * *", "'99999999999' is no minute")]
    [InlineData("@daily * * * *", "'@daily' is no minute")]
    public void TryParse_FaultyField_NamesItAndItsValue(string text, string fault) => Faults(text).ShouldHaveSingleItem().ShouldContain(fault);

    [Fact]
    public void TryParse_FaultsInAllFields_TellsAll() => Faults("a b c d e f").Count.ShouldBe(6);

    internal static CronExpression Parse(string text) =>
        CronExpression.TryParse(text, out var expression, out var faults) ? expression : throw new FormatException(string.Join(' ', faults));

    static IReadOnlyList<string> Faults(string text)
    {
        CronExpression.TryParse(text, out var expression, out var faults).ShouldBeFalse();
        expression.ShouldBeNull();
        return faults;
    }

    static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
