using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Schedules;

namespace Serverless.Core.Tests.Schedules;

public sealed class WindowTimesTests
{
    [Theory]
    [InlineData("22:00", "06:00", "2026-11-22T20:59:59Z", false)]
    [InlineData("22:00", "06:00", "2026-11-22T21:00:00Z", true)]
    [InlineData("22:00", "06:00", "2026-11-23T04:59:59Z", true)]
    [InlineData("22:00", "06:00", "2026-11-23T05:00:00Z", false)]
    [InlineData("09:00", "17:00", "2026-11-22T08:00:00Z", true)]
    [InlineData("09:00", "17:00", "2026-11-22T16:00:00Z", false)]
    [InlineData("22:00", "02:30", "2026-10-25T00:29:00Z", true)]
    [InlineData("22:00", "02:30", "2026-10-25T00:30:00Z", false)]
    [InlineData("22:00", "02:30", "2026-10-25T01:29:00Z", false)]
    [InlineData("02:30", "06:00", "2026-10-25T01:10:00Z", true)]
    [InlineData("22:00", "02:30", "2026-03-29T00:59:00Z", true)]
    [InlineData("22:00", "02:30", "2026-03-29T01:00:00Z", false)]
    [InlineData("02:10", "02:50", "2026-03-29T01:00:00Z", false)]
    [InlineData("02:10", "02:50", "2026-03-30T00:10:00Z", true)]
    public void IsOpen_BerlinTime_IsAsTheClockOnTheWallSays(string from, string to, string moment, bool isOpen) =>
        Berlin(from, to).IsOpen(TimeZonesTests.Moment(moment)).ShouldBe(isOpen);

    [Fact]
    public void Edges_OverMidnight_AreThoseAroundTheMoment()
    {
        var window = Berlin("22:00", "06:00");
        var noon = TimeZonesTests.Moment("2026-11-22T11:00:00Z");

        window.LatestOpening(noon).ShouldBe(TimeZonesTests.Moment("2026-11-21T21:00:00Z"));
        window.LatestClosing(noon).ShouldBe(TimeZonesTests.Moment("2026-11-22T05:00:00Z"));
        window.NextOpening(noon).ShouldBe(TimeZonesTests.Moment("2026-11-22T21:00:00Z"));
    }

    [Fact]
    public void IsOpen_ZoneThatIsNeverSet_IsWhetherTheTimeOfDayLiesInTheWindow()
    {
        var samples =
            from opening in Gen.Choose(0, 1439)
            from length in Gen.Choose(1, 1439)
            from minutes in Gen.Choose(0, 500_000)
            select (Opening: opening, Length: length, Minutes: minutes);

        Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            var midnight = TimeOnly.MinValue;
            var window = new WindowTimes(
                new DailyWindow(midnight.AddMinutes(sample.Opening), midnight.AddMinutes(sample.Opening + sample.Length)), TimeZoneInfo.Utc);
            var moment = TimeZonesTests.Moment("2026-01-01T00:00:00Z").AddMinutes(sample.Minutes);

            window.IsOpen(moment).ShouldBe(((sample.Minutes - sample.Opening) % 1440 + 1440) % 1440 < sample.Length);
            window.NextOpening(moment).ShouldBeGreaterThan(moment);
            window.IsOpen(window.NextOpening(moment)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
    }

    static WindowTimes Berlin(string from, string to) =>
        new(
            new DailyWindow(TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)),
            TimeZonesTests.Find("Europe/Berlin"));
}
