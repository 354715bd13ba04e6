using System.Globalization;
using Cronos;
using Serverless.Core.Schedules;

namespace Serverless.Core.Tests.Schedules;

public sealed class ScheduleExpressionTests
{
    [Theory]
    [InlineData("0 22 * * *", "2026-11-22T21:00:00", "2026-11-22T22:00:00")]
    [InlineData("0 22 * * *", "2026-11-22T22:00:00", "2026-11-23T22:00:00")]
    [InlineData("30 0 22 * * *", "2026-11-22T22:00:00", "2026-11-22T22:00:30")]
    [InlineData("*/15 * * * *", "2026-11-22T22:46:00", "2026-11-22T23:00:00")]
    [InlineData("5/20 * * * *", "2026-11-22T22:06:00", "2026-11-22T22:25:00")]
    [InlineData("0 9-17 * * 1-5", "2026-11-20T17:00:00", "2026-11-23T09:00:00")]
    [InlineData("0 9 * * Mon,FRI", "2026-11-23T09:00:00", "2026-11-27T09:00:00")]
    [InlineData("0 0 13 * 5", "2026-11-14T00:00:00", "2027-08-13T00:00:00")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 31 4,Dec *", "2026-04-01T00:00:00", "2026-12-31T00:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    [InlineData("0 0 1 jan-mar *", "2026-03-01T00:00:00.001", "2027-01-01T00:00:00")]
    public void NextAfter_Expression_GivesTheFirstTimeThatFits(string text, string after, string next) =>
        Parse(text).GetNextOccurrence(Time(after)).ShouldBe(Time(next));

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void NextAfter_NoSuchDay_GivesNull(string text) => Parse(text).GetNextOccurrence(Time("2026-01-01T00:00:00")).ShouldBeNull();

    [Theory]
    [InlineData("0 9 * * Fri-Mon", "2026-11-24T09:00:00", "2026-11-27T09:00:00")]
    [InlineData("0 9 * * 7", "2026-11-21T09:00:00", "2026-11-22T09:00:00")]
    [InlineData("@daily", "2026-11-22T09:00:00", "2026-11-23T00:00:00")]
    [InlineData("0 0 L * *", "2026-11-22T09:00:00", "2026-11-30T00:00:00")]
    public void NextAfter_WhatCronosAdds_IsRead(string text, string after, string next) =>
        Parse(text).GetNextOccurrence(Time(after)).ShouldBe(Time(next));

    [Theory]
    [InlineData("")]
    [InlineData("0 22 * *")]
    [InlineData("0 0 22 * * * *")]
    public void TryParse_WrongNumberOfFields_SaysHowManyAreNeeded(string text) => Fault(text).ShouldContain("five or six fields");

    [Fact]
    public void TryParse_EndlessText_IsRefused() => Fault(new string('*', 1_000_000)).ShouldContain("five or six fields");

    [Theory]
    [InlineData("60 * * * *", "Minutes: Value must be a number between 0 and 59")]
    [InlineData("* 24 * * *", "Hours: Value must be a number between 0 and 23")]
    [InlineData("* * 0 * *", "Days of month: Value must be a number between 1 and 31")]
    [InlineData("* * * 13 *", "Months: Value must be a number between 1 and 12")]
    [InlineData("* * * * 8", "Days of week: Value must be a number between 0 and 7")]
    [InlineData("* * * * Mo", "Days of week: Value must be a number")]
    [InlineData("*/0 * * * *", "Minutes: Value must be a number between 1 and 59")]
    [InlineData("1,, * * * *", "Minutes: Value must be a number")]
    [InlineData("1-2-3 * * * *", "Minutes: Unexpected character '-'")]
    [InlineData("99999999999 * * * *", "Minutes: Value must be a number")]
    [InlineData("a b c d e f", "Seconds: Value must be a number")]
    [InlineData("@sometimes", "Unexpected character")]
    [InlineData("H * * * *", "The letter H")]
    public void TryParse_FaultyField_NamesItAndWhatItAllows(string text, string fault) => Fault(text).ShouldContain(fault);

    internal static CronExpression Parse(string text) =>
        ScheduleExpression.TryParse(text, out var expression, out var fault) ? expression : throw new FormatException(fault);

    static string Fault(string text)
    {
        ScheduleExpression.TryParse(text, out var expression, out var fault).ShouldBeFalse();
        expression.ShouldBeNull();
        return fault.ShouldNotBeNull();
    }

    static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
