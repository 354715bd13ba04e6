using System.Globalization;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class NcrontabExpressionTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01 10:02:30", "2026-03-01 10:05:00", "2026-03-01 10:10:00")]
    [InlineData("*/5 * * * *", "2026-03-01 10:02:30", "2026-03-01 10:05:00", "2026-03-01 10:10:00")]
    [InlineData("* * * * * *", "2026-12-31 23:59:59", "2027-01-01 00:00:00", "2027-01-01 00:00:01")]
    [InlineData("*/20 * * * * *", "2026-03-01 10:00:40", "2026-03-01 10:01:00", "2026-03-01 10:01:20")]
    [InlineData("5,10,50 30 9 * * *", "2026-03-01 09:30:10", "2026-03-01 09:30:50", "2026-03-02 09:30:05")]
    [InlineData("0 0 9-17/4 * * *", "2026-03-01 09:00:00", "2026-03-01 13:00:00", "2026-03-01 17:00:00")]
    [InlineData("0 10/20 * * * *", "2026-03-01 09:00:00", "2026-03-01 09:10:00", "2026-03-01 09:30:00")]
    [InlineData("0 0 22 * * Mon-Fri", "2026-03-06 22:00:00", "2026-03-09 22:00:00", "2026-03-10 22:00:00")]
    [InlineData("0 0 22 * * MONDAY,wed", "2026-03-06 22:00:00", "2026-03-09 22:00:00", "2026-03-11 22:00:00")]
    [InlineData("0 0 0 * * 0", "2026-03-01 00:00:00", "2026-03-08 00:00:00", "2026-03-15 00:00:00")]
    [InlineData("0 0 0 1 jan *", "2026-03-01 00:00:00", "2027-01-01 00:00:00", "2028-01-01 00:00:00")]
    [InlineData("0 0 0 15,31 * *", "2026-01-31 00:00:00", "2026-02-15 00:00:00", "2026-03-15 00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-03-01 00:00:00", "2028-02-29 00:00:00", "2032-02-29 00:00:00")]
    [InlineData("0 0 0 13 * Fri", "2026-01-01 00:00:00", "2026-02-13 00:00:00", "2026-03-13 00:00:00")]
    [InlineData("0 0 0 29 2 Mon", "2026-03-01 00:00:00", "2044-02-29 00:00:00", "2072-02-29 00:00:00")]
    [InlineData("0 0 17-9 * * *", "2026-03-01 09:00:00", "2026-03-01 10:00:00", "2026-03-01 11:00:00")]
    public void B47_Ncrontab_Table_GivesTheNextTwoTimes(string expression, string from, string first, string second)
    {
        var schedule = NcrontabExpression.Parse(expression);

        var next = schedule.NextAfter(Time(from));

        next.ShouldBe(Time(first));
        schedule.NextAfter(next!.Value).ShouldBe(Time(second));
    }

    [Fact]
    public void B47_Ncrontab_BaseOnTheSchedule_IsNotGivenAgain()
        => NcrontabExpression.Parse("0 0 12 * * *").NextAfter(Time("2026-03-01 12:00:00")).ShouldBe(Time("2026-03-02 12:00:00"));

    [Fact]
    public void B47_Ncrontab_FractionOfASecondBefore_IsGiven()
        => NcrontabExpression.Parse("0 0 12 * * *").NextAfter(Time("2026-03-01 12:00:00").AddTicks(-1)).ShouldBe(Time("2026-03-01 12:00:00"));

    [Fact]
    public void B47_Ncrontab_DateThatNeverComes_GivesNull()
        => NcrontabExpression.Parse("0 0 0 30 2 *").NextAfter(Time("2026-03-01 00:00:00")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 60 * * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 32 * *")]
    [InlineData("0 0 0 * 13 *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("0 0 0 * * ?")]
    [InlineData("0 0 0 L * *")]
    [InlineData("0 0 0 15W * *")]
    [InlineData("0 0 0 * * 5#2")]
    [InlineData("0 0 0 * Foo *")]
    [InlineData("0 */0 * * * *")]
    [InlineData("0 1,,2 * * * *")]
    [InlineData("0 1-2-3 * * * *")]
    [InlineData("0 */5/5 * * * *")]
    [InlineData("@daily")]
    public void B47_Ncrontab_Malformed_IsRefused(string expression)
        => Should.Throw<FormatException>(() => NcrontabExpression.Parse(expression));

    [Theory]
    [InlineData("7 */7 */5 * * *")]
    [InlineData("0 0 0 31 * *")]
    [InlineData("30 15 6 1-7 * Tue")]
    [InlineData("59 59 23 * 2,4 *")]
    public void B47_Ncrontab_AgainstATickByTickCount_GivesTheSameTimes(string expression)
    {
        var schedule = NcrontabExpression.Parse(expression);
        var fields = expression.Split(' ');
        var start = Time("2026-01-30 22:00:00");
        var expected = Enumerable.Range(1, 40 * 86_400).Select(second => start.AddSeconds(second)).FirstOrDefault(time => Matches(fields, time));

        (schedule.NextAfter(start) is { } next && next <= start.AddDays(40) ? next : default).ShouldBe(expected);
    }

    static bool Matches(string[] fields, DateTime time)
        => In(fields[0], time.Second) && In(fields[1], time.Minute) && In(fields[2], time.Hour)
            && In(fields[3], time.Day) && In(fields[4], time.Month) && In(fields[5].Replace("Tue", "2", StringComparison.Ordinal), (int)time.DayOfWeek);

    // Enough for the expressions above: *, */n from zero, a-b, lists of numbers.
    static bool In(string field, int value) => field == "*"
        || (field.StartsWith("*/", StringComparison.Ordinal) && value % Number(field[2..]) == 0)
        || (field.Split('-') is [var low, var high] && value >= Number(low) && value <= Number(high))
        || field.Split(',').Contains(value.ToString(CultureInfo.InvariantCulture));

    static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
