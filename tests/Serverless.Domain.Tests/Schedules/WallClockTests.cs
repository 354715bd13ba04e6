using System.Globalization;
using Serverless.Domain.Schedules;

namespace Serverless.Domain.Tests.Schedules;

public sealed class WallClockTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-07-01T22:00:00", "2026-07-01T20:00:00Z", "an ordinary time")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:00:00Z", "skipped: the clock goes from 02:00 to 03:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00Z", "the first that is skipped")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z", "the first that is shown again")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "shown twice: at 00:30Z and 01:30Z")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z", "shown once, after both")]
    [InlineData("America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:00:00Z", "skipped")]
    [InlineData("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z", "shown twice")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:30:00Z", "half an hour is skipped")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T10:00:00Z", "a whole day is skipped")]
    [InlineData("Asia/Kathmandu", "2026-01-01T00:00:00", "2025-12-31T18:15:00Z", "a quarter of an hour")]
    [InlineData("UTC", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "never set")]
    public void MomentOf_LocalTime_IsTheFirstMomentOfIt(string zone, string local, string moment, string because) =>
        Find(zone).MomentOf(DateTime.Parse(local, CultureInfo.InvariantCulture)).ShouldBe(Moment(moment), because);

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 28)]
    [InlineData("Europe/Berlin", 2026, 10, 24)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 4)]
    public void MomentOf_MinutesAroundASetting_FollowEachOther(string zone, int year, int month, int day)
    {
        var clock = Find(zone);
        var moments = Enumerable.Range(0, 48 * 60).Select(minute => clock.MomentOf(new DateTime(year, month, day).AddMinutes(minute))).ToList();

        moments.ShouldBe(moments.Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Europe/Atlantis")]
    [InlineData("/etc/localtime")]
    [InlineData("../../etc/passwd")]
    [InlineData("Europe/../UTC")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("posixrules")]
    [InlineData("localtime")]
    [InlineData("Europe")]
    [InlineData("tzdata.zi")]
    public void TryFind_NoTimeZone_IsRefused(string id) => WallClock.TryFind(id, out _).ShouldBeFalse();

    internal static WallClock Find(string zone) => WallClock.TryFind(zone, out var clock) ? clock : throw new TimeZoneNotFoundException(zone);

    internal static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
