using System.Net;
using System.Text.Json;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>A response of the app.</summary>
public sealed record HttpAnswer(HttpStatusCode Status, string? ContentType, string Body, string? EntityTag, string? Location)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Checks that this is an error answer as the contract says.</summary>
    public JsonElement ShouldBeProblem(HttpStatusCode status, string code)
    {
        Status.ShouldBe(status, Body);
        ContentType.ShouldBe("application/problem+json");
        Json.GetProperty("status").GetInt32().ShouldBe((int)status);
        Json.GetProperty("code").GetString().ShouldBe(code);
        Json.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        Json.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        Body.ShouldNotContain("   at ");
        return Json;
    }
}
