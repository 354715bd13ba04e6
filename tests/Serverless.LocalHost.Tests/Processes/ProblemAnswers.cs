using System.Net.Http.Json;
using System.Text.Json;

namespace Serverless.LocalHost.Tests.Processes;

/// <summary>Error responses of the host itself.</summary>
static class ProblemAnswers
{
    /// <summary>Checks that this is problem details with a code.</summary>
    public static async Task ShouldBeProblemAsync(this HttpResponseMessage response, string code)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }
}
