using System.Net;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Checking requests without starting them.</summary>
[Collection(HttpCollection.Name)]
public sealed class ValidateSearchTests(FunctionsApp app)
{
    // Without the dot it would be an address of the scheme "searches".
    const string Route = "./searches:validate";

    [Fact]
    public async Task Validate_ValidRequest_GivesItWithDefaultsAndStartsNothing()
    {
        var before = await app.CountRequestsAsync();

        var answer = await app.PostAsync(Route, FunctionsApp.Request());

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Json.GetProperty("training").GetProperty("epochs").GetInt32().ShouldBeGreaterThan(0);
        (await app.CountRequestsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Validate_DeviceThatThePlatformLacks_IsNamed()
    {
        var answer = await app.PostAsync(Route, FunctionsApp.Request(objectives:
            """[{"metric":"accuracy","goal":"maximise"},{"metric":"latencyMs","goal":"minimise","device":"no-such-board"}]"""));

        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest")
            .GetProperty("errors").TryGetProperty("/objectives/1/device", out _).ShouldBeTrue(answer.Body);
    }
}
