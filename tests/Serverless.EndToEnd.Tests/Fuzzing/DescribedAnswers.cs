using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>Checks that responses agree with the committed description of the API: status, media type, fields and problem codes.</summary>
/// <remarks>Fields that the description does not name count as differences here, although clients must ignore them.</remarks>
sealed class DescribedAnswers
{
    const string Components = "#/components/schemas/";
    const string Definitions = "#/$defs/";

    static readonly Uri Place = new("https://serverless.example/schemas.json");

    readonly JsonNode _document = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "openapi.json")))!;
    readonly ConcurrentDictionary<string, JsonSchema> _schemas = new();
    readonly HashSet<string> _codes;

    public DescribedAnswers()
    {
        var schemas = _document["components"]!["schemas"]!.AsObject();
        _codes = [.. schemas["ApiProblem"]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => (string)code!)];
        foreach (var (_, schema) in schemas)
        {
            schema!.AsObject().TryAdd("additionalProperties", false);
        }

        var all = new JsonObject { ["$id"] = Place.ToString(), ["$defs"] = schemas.DeepClone() };
        SchemaRegistry.Global.Register(Place, JsonSchema.FromText(all.ToJsonString().Replace(Components, Definitions, StringComparison.Ordinal)));
    }

    /// <summary>How an answer differs from what is described; null when it does not, or when the host gave it before the app saw the request.</summary>
    public string? FaultOf(FuzzRequest request, HttpResponseMessage answer, string body)
    {
        if (request.Route is not { } route || route.Method != request.Method || IsOfTheHost(answer, body))
        {
            return null;
        }

        var (path, method, status) = ($"/{route.Template}", route.Method.ToLowerInvariant(), $"{(int)answer.StatusCode}");
        if (_document["paths"]![path]?[method]?["responses"]?[status] is not { } response)
        {
            return $"The description does not say that {route.Method} {path} answers with {status}: {body}";
        }

        var reference = (string?)response["$ref"];
        var described = reference is null ? response : reference.Split('/')[1..].Aggregate(_document, (node, part) => node[part]!);
        if (described["content"] is not JsonObject content)
        {
            return body.Length == 0 ? null : $"The description says that {status} of {route.Method} {path} has no body: {body}";
        }

        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (!content.ContainsKey(type))
        {
            return content.ContainsKey("*/*") ? null : $"The description has no {type} for {status} of {route.Method} {path}.";
        }

        return content[type]!["schema"] is { } schema ? FaultOf($"{route.Method} {path} {status}", schema, body) : null;
    }

    string? FaultOf(string what, JsonNode described, string body)
    {
        var schema = _schemas.GetOrAdd(what, _ => JsonSchema.FromText(described.ToJsonString().Replace(Components, $"{Place}{Definitions}", StringComparison.Ordinal)));
        var result = schema.Evaluate(JsonNode.Parse(body), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? null
            : $"{what}: {string.Join("; ", result.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key} {error.Value}")))}: {body}";
    }

    /// <summary>Whether a host's own code, or none, says that it answered.</summary>
    bool IsOfTheHost(HttpResponseMessage answer, string body)
    {
        if ((int)answer.StatusCode < 400)
        {
            return false;
        }

        try
        {
            return (string?)JsonNode.Parse(body)?["code"] is not { } code || code == "routeNotFound" || !_codes.Contains(code);
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
