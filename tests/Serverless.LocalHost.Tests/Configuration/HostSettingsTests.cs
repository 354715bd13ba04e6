namespace Serverless.LocalHost.Tests.Configuration;

public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("{}", "api")]
    [InlineData("""{"extensions":{"http":{"routePrefix":""}}}""", "")]
    [InlineData("""{"extensions":{"http":{"routePrefix":"v2"}}}""", "v2")]
    public void RoutePrefix_OfHostJson_IsApiUnlessSaid(string hostJson, string expected) => Settings.Of(hostJson).RoutePrefix.ShouldBe(expected);

    [Theory]
    [InlineData("{}", 300.0)]
    [InlineData("""{"functionTimeout":"00:10:00"}""", 600.0)]
    [InlineData("""{"functionTimeout":"-1"}""", null)]
    public void FunctionTimeout_OfHostJson_IsFiveMinutesUnlessSaid(string hostJson, double? seconds) =>
        Settings.Of(hostJson).FunctionTimeout?.TotalSeconds.ShouldBe(seconds!.Value);

    [Theory]
    [InlineData("soon")]
    [InlineData("-00:01:00")]
    public void FunctionTimeout_ThatIsNoTime_IsRefused(string text) =>
        Should.Throw<StartException>(() => Settings.Of($$"""{"functionTimeout":"{{text}}"}""").FunctionTimeout).Message.ShouldContain(text);

    [Fact]
    public void HostJson_WithNamesOfSettings_HasTheirValues()
    {
        var settings = Settings.Of(
            """{"extensions":{"durableTask":{"hubName":"%HUB%x","other":"100%"}}}""", ("HUB", "mine"));

        settings["AzureFunctionsJobHost:extensions:durableTask:hubName"].ShouldBe("minex");
        settings["AzureFunctionsJobHost:extensions:durableTask:other"].ShouldBe("100%");
    }

    [Fact]
    public void HostJson_WithASettingOfItsName_GivesWay() =>
        Settings.Of("""{"functionTimeout":"00:01:00"}""", ("AzureFunctionsJobHost__functionTimeout", "00:00:07")).FunctionTimeout
            .ShouldBe(TimeSpan.FromSeconds(7));

    [Theory]
    [InlineData("AzureWebJobs.Take.Disabled", "true", true)]
    [InlineData("AzureWebJobs.Take.Disabled", "1", true)]
    [InlineData("AzureWebJobs__Take__Disabled", "True", true)]
    [InlineData("AzureWebJobs__take__disabled", "true", true)]
    [InlineData("AzureWebJobs.Take.Disabled", "false", false)]
    [InlineData("AzureWebJobs.Other.Disabled", "true", false)]
    public void IsDisabled_BySettingWithDotsOrUnderscores_IsWhatItSays(string name, string value, bool expected) =>
        Settings.Of((name, value)).IsDisabled("Take").ShouldBe(expected);

    [Fact]
    public void ListedFunctions_OfHostJson_AreThose() =>
        Settings.Of("""{"functions":["One","Two"]}""").ListedFunctions.ShouldBe(["One", "Two"], ignoreOrder: true);

    [Fact]
    public void LogLevels_OfHostJson_AreByCategory()
    {
        var levels = Settings.Of("""{"logging":{"logLevel":{"default":"Warning","My.App":"Debug"}}}""").LogLevels.ToDictionary();

        levels.ShouldBe(new Dictionary<string, string?> { ["default"] = "Warning", ["My.App"] = "Debug" }, ignoreOrder: true);
    }
}
