namespace Serverless.Dashboard.Tests;

/// <summary>
/// The use of the dashboard in headless Chromium: <c>Browser/dashboard.test.ts</c> runs once, and each of its tests is reported as one here.
/// </summary>
public sealed class BrowserTests(DashboardPlatform platform) : IClassFixture<DashboardPlatform>
{
    const int Count = 14;

    [Theory]
    [InlineData("a wrong key is refused")]
    [InlineData("a key opens the list of searches")]
    [InlineData("a search that is started is seen growing, without reloading")]
    [InlineData("a point opens its candidate with a picture of its cell, by keyboard alone")]
    [InlineData("limits, knee and spread choose from the front")]
    [InlineData("the front of an earlier generation is shown, and left again")]
    [InlineData("the report of a search is one file that asks for nothing and shows the same")]
    [InlineData("a read key shows everything and no buttons")]
    [InlineData("the list is filtered by state, and two searches are compared")]
    [InlineData("the journal of an asynchronous search is shown")]
    [InlineData("a search is paused, resumed and extended")]
    [InlineData("a search is cancelled after a question")]
    [InlineData("axe-core finds no fault in any view, light or dark, wide or narrow")]
    [InlineData("nothing breaks the content security policy")]
    public void Dashboard_InABrowser_Works(string name)
    {
        platform.Run.Outcomes.Count.ShouldBe(Count, "each of its tests is to be named here");
        platform.Run.Outcomes.ShouldContainKey(name, platform.Run.Output);
        platform.Run.Outcomes[name].ShouldBeEmpty(platform.Run.Output);
    }
}
