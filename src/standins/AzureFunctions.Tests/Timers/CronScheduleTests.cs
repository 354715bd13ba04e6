using System.Globalization;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class CronScheduleTests
{
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 0 9 * * *", "2026-01-10T07:00:00Z", "2026-01-10T08:00:00Z")]
    [InlineData("0 0 9 * * *", "2026-07-10T06:00:00Z", "2026-07-10T07:00:00Z")]
    [InlineData("0 0 9 * * *", "2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z")]
    [InlineData("0 0 9 * * *", "2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z")]
    public void Next_OtherTimeZone_FollowsItsWallClock(string expression, string from, string expected) => Next(expression, from).ShouldBe(Time(expected));

    // On 2026-03-29 the clock goes from 02:00 to 03:00.
    [Fact]
    public void Next_TimeThatTheClockSkips_ComesByTheOldOffsetAndOnce()
    {
        Next("0 30 2 * * *", "2026-03-28T12:00:00Z").ShouldBe(Time("2026-03-29T01:30:00Z"));
        Next("0 30 2 * * *", "2026-03-29T01:30:00Z").ShouldBe(Time("2026-03-30T00:30:00Z"));
    }

    // On 2026-10-25 the clock goes from 03:00 back to 02:00.
    [Fact]
    public void Next_TimeThatTheClockShowsTwice_ComesTheSecondTimeOnly()
    {
        Next("0 30 2 * * *", "2026-10-24T12:00:00Z").ShouldBe(Time("2026-10-25T01:30:00Z"));
        Next("0 30 2 * * *", "2026-10-25T01:30:00Z").ShouldBe(Time("2026-10-26T01:30:00Z"));
    }

    [Fact]
    public void Next_EveryTenMinutes_PausesDuringTheFirstOfTwoEqualHours()
        => Next("0 */10 * * * *", "2026-10-24T23:50:00Z").ShouldBe(Time("2026-10-25T01:00:00Z"));

    [Theory]
    [InlineData("0 */10 * * * *")]
    [InlineData("30 15 * * * *")]
    [InlineData("0 30 2 * * *")]
    public void Next_OverAYearOfChanges_AlwaysMovesOn(string expression)
    {
        var schedule = new CronSchedule(NcrontabExpression.Parse(expression), Berlin);
        var time = Time("2026-03-28T00:00:00Z");
        while (time < Time("2026-10-27T00:00:00Z"))
        {
            var next = schedule.NextAfter(time);
            next!.Value.ShouldBeGreaterThan(time);
            time = next.Value;
        }
    }

    static DateTimeOffset? Next(string expression, string from) => new CronSchedule(NcrontabExpression.Parse(expression), Berlin).NextAfter(Time(from));

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
