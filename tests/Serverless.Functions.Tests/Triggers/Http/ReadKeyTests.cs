using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Functions.Tests.Description;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

[Collection(HttpCollection.Name)]
public sealed partial class ReadKeyTests(FunctionsApp app)
{
    const string Access = "/access";

    [Fact]
    public async Task ReadKey_OnEveryRoute_OpensWhatReadsAndNothingElse()
    {
        var operations = OpenApiDescription.Document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Method: operation.Key, Path: path.Key, Query: Required(operation.Value!)))).ToList();
        operations.Count(operation => operation.Method != "get").ShouldBeGreaterThan(10);
        foreach (var (method, path, query) in operations)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), new Uri($"/api{Parameter().Replace(path, "none")}{query}", UriKind.Relative));

            var answer = await app.SendAsync(request, ("x-functions-key", FunctionsHost.ReadKey));

            if (method == "get" && path != Access)
            {
                answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.NotFound], $"{method} {path}: {answer.Body}");
            }
            else
            {
                answer.Status.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}: {answer.Body}");
            }
        }
    }

    [Fact]
    public async Task Access_OfAKeyThatMayWrite_SaysSo() => (await app.GetAsync("access")).Json.GetProperty("mayWrite").GetBoolean().ShouldBeTrue();

    static string Required(JsonNode operation)
    {
        var names = from parameter in operation["parameters"]?.AsArray() ?? []
                    where (string?)parameter!["in"] == "query" && (bool?)parameter["required"] == true
                    select $"{parameter["name"]}=none";
        return string.Join('&', names) is { Length: > 0 } query ? $"?{query}" : "";
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
