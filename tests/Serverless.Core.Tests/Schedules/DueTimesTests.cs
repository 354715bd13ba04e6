using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Schedules;

namespace Serverless.Core.Tests.Schedules;

public sealed class DueTimesTests
{
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "in the gap: when the clock is set")]
    [InlineData("30 2 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z", "and not again that day")]
    [InlineData("*/10 2 * * *", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "all six of the gap at once")]
    [InlineData("*/10 2 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z", "and so once")]
    [InlineData("30 2 * * *", "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "in the hour shown twice: the first")]
    [InlineData("30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", "and not in the second")]
    [InlineData("30 2 * * *", "2026-10-25T01:10:00Z", "2026-10-26T01:30:00Z", "nor when asked in the second")]
    [InlineData("0 * * * *", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "every hour that passes, also the one that is shown twice")]
    [InlineData("0 * * * *", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "every hour, of which one is skipped")]
    public void NextAfter_ClockIsSetInBerlin_KeepsTheRules(string expression, string after, string next, string because) =>
        Berlin(expression).NextAfter(TimeZonesTests.Moment(after)).ShouldBe(TimeZonesTests.Moment(next), because);

    [Theory]
    [InlineData("2026-11-22T21:59:59Z", null)]
    [InlineData("2026-11-22T22:00:00Z", "2026-11-22T22:00:00Z")]
    [InlineData("2026-11-22T22:00:00.25Z", "2026-11-22T22:00:00Z")]
    [InlineData("2027-11-22T21:00:00Z", "2027-11-21T22:00:00Z")]
    public void Latest_Daily_IsTheLastOfThoseMissed(string until, string? latest) =>
        Utc("0 22 * * *").Latest(TimeZonesTests.Moment("2026-11-21T22:00:00Z"), TimeZonesTests.Moment(until))
            .ShouldBe(latest is null ? null : TimeZonesTests.Moment(latest));

    [Fact]
    public void Latest_EverySecondOfAYear_IsFoundAtOnce()
    {
        var after = TimeZonesTests.Moment("2026-01-01T00:00:00Z");

        Utc("* * * * * *").Latest(after, after.AddYears(1).AddSeconds(-0.5)).ShouldBe(after.AddYears(1).AddSeconds(-1));
    }

    [Fact]
    public void Latest_AnyTimes_IsTheLastOfAll()
    {
        // Around the setting of the clock, where order is at stake.
        var start = TimeZonesTests.Moment("2026-10-24T20:00:00Z");
        string[] expressions = ["*/7 * * * *", "30 2 * * *", "*/10 2 * * *", "15 3,17 * * *", "0 0 * * Sun", "5 */20 2 * * *"];
        var samples =
            from expression in Gen.Elements(expressions)
            from after in Gen.Choose(0, 60 * 60 * 12)
            from length in Gen.Choose(0, 60 * 60 * 12)
            select (Times: Berlin(expression), After: start.AddSeconds(after), Until: start.AddSeconds(after + length));

        Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            DateTimeOffset? last = null;
            for (var due = sample.Times.NextAfter(sample.After); due <= sample.Until; due = sample.Times.NextAfter(due.Value))
            {
                (last is null || due > last).ShouldBeTrue();
                last = due;
            }

            sample.Times.Latest(sample.After, sample.Until).ShouldBe(last);
        }).QuickCheckThrowOnFailure();
    }

    static DueTimes Berlin(string expression) => new(ScheduleExpressionTests.Parse(expression), TimeZonesTests.Find("Europe/Berlin"));

    static DueTimes Utc(string expression) => new(ScheduleExpressionTests.Parse(expression), TimeZoneInfo.Utc);
}
