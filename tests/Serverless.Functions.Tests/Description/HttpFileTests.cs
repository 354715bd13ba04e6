using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Description;

/// <summary>Each request of <c>examples/api.http</c> is in the description of the API.</summary>
public sealed partial class HttpFileTests
{
    static readonly string Folder = Path.Combine(RepositoryPaths.Root, "examples");

    public static TheoryData<string> Requests =>
        [.. File.ReadAllText(Path.Combine(Folder, "api.http")).Split("\n### ")[1..]];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_IsAnOperationWithItsParametersHeadersAndBody(string request)
    {
        var (head, body) = request.Split("\n\n", 2) is [var first, var rest] ? (first, rest.Trim()) : (request, "");
        var lines = head.TrimEnd().Split('\n')[1..];
        var line = Line().Match(lines[0]);
        var path = Variable().Replace(line.Groups["path"].Value, "{}");
        var (known, operation) = OpenApiDescription.Find(line.Groups["method"].Value.ToLowerInvariant(), path);
        operation.ShouldNotBeNull(lines[0]);
        string[] parameters = [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => (string)parameter!["name"]!)];

        line.Groups["query"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]).Except(parameters).ShouldBeEmpty(known);
        lines[1..].Select(header => header.Split(':')[0]).Except(["x-functions-key", "Content-Type", .. parameters]).ShouldBeEmpty(known);
        (body.Length > 0).ShouldBe(operation["requestBody"] is not null, known);
        if (body.Length > 0)
        {
            var content = body.StartsWith("< ./", StringComparison.Ordinal) ? File.ReadAllText(Path.Combine(Folder, body[4..])) : body;
            OpenApiDescription.FaultOf((string)operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!, JsonNode.Parse(content)!).ShouldBeNull(known);
        }
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) \{\{host\}\}/api(?<path>/[^?]*)(\?(?<query>.*))?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\{\{\w+\}\}|(?<=/(devices|schedules)/)[a-z-]+")]
    private static partial Regex Variable();
}
