using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Tests.Configuration;

public sealed class TimeZonesTests
{
    [Fact]
    public void Apply_OfANamedZone_MakesItTheProcesss()
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            TimeZones.Apply(new Dictionary<string, string> { ["WEBSITE_TIME_ZONE"] = "Asia/Tokyo" });

            TimeZoneInfo.Local.GetUtcOffset(DateTime.UnixEpoch).ShouldBe(TimeSpan.FromHours(9));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void Apply_OfAnUnknownZone_NamesTheSetting() =>
        Should.Throw<StartException>(() => TimeZones.Apply(new Dictionary<string, string> { ["WEBSITE_TIME_ZONE"] = "Atlantis" }))
            .Message.ShouldContain("WEBSITE_TIME_ZONE");
}
