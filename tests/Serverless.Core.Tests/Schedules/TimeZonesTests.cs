using System.Globalization;
using Serverless.Core.Schedules;

namespace Serverless.Core.Tests.Schedules;

public sealed class TimeZonesTests
{
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
    public void TryFind_NoTimeZone_IsRefused(string id) => TimeZones.TryFind(id, out _).ShouldBeFalse();

    internal static TimeZoneInfo Find(string zone) => TimeZones.TryFind(zone, out var found) ? found : throw new TimeZoneNotFoundException(zone);

    internal static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
