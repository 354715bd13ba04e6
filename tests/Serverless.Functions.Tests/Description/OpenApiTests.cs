using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Triggers.Http;
using Serverless.Functions.Triggers.Http.Description;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Description;

/// <summary>The committed description of the API agrees with the code.</summary>
public sealed class OpenApiTests
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static JsonObject Document => OpenApiDescription.Document;

    /// <value>Committed files, and what they are to be.</value>
    public static TheoryData<string> Files => ["openapi.json", "schemas/search-request.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsWhatTheCodeSays(string name)
    {
        var made = (name == "openapi.json" ? Document : SearchRequestSchema()).ToJsonString(Indented) + "\n";
        var path = Path.Combine(RepositoryPaths.Root, "docs", name);
        if (!File.Exists(path) || File.ReadAllText(path) != made)
        {
            var fresh = Path.Combine(Path.GetTempPath(), Path.GetFileName(name));
            File.WriteAllText(fresh, made);
            Assert.Fail($"docs/{name} differs from the code. Look at the difference, and take what is right: cp {fresh} {path}");
        }
    }

    [Fact]
    public void EveryFunctionOverHttp_IsDescribed()
    {
        foreach (var (method, _) in OpenApiDocument.Functions)
        {
            method.GetCustomAttributes<AnswersAttribute>().ShouldNotBeEmpty($"{method.DeclaringType!.Name}.{method.Name} needs {nameof(AnswersAttribute)}");
        }
    }

    [Fact]
    public void EveryProblemCode_IsSomewhere()
    {
        var all = Document["components"]!["responses"]!.ToJsonString();

        // Messages of the queue are refused with it.
        OpenApiDocument.Codes.Except([ProblemCodes.SearchIdTaken]).Where(code => !all.Contains($"\"{code}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryReference_LeadsSomewhere()
    {
        foreach (var reference in References(Document))
        {
            reference.Split('/')[1..].Aggregate((JsonNode?)Document, (node, part) => node?[part]).ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public void EveryExample_IsAsItsSchemaSays()
    {
        var schemas = Document["components"]!["schemas"]!.AsObject();
        var examples = schemas.Where(schema => schema.Value!["examples"] is not null).Select(schema => (schema.Key, Value: schema.Value!["examples"]![0]!)).ToList();
        examples.Count.ShouldBeGreaterThan(8);
        foreach (var (name, value) in examples)
        {
            OpenApiDescription.FaultOf($"#/components/schemas/{name}", value).ShouldBeNull(name);
        }
    }

    [Fact]
    public void EveryExampleOfABody_IsAsItsSchemaSays()
    {
        var count = 0;
        foreach (var content in OpenApiDescription.Operations.Select(operation => operation["requestBody"]?["content"]?["application/json"]).OfType<JsonNode>())
        {
            foreach (var (name, example) in content["examples"]!.AsObject())
            {
                OpenApiDescription.FaultOf((string)content["schema"]!["$ref"]!, example!["value"]!).ShouldBeNull(name);
                count++;
            }
        }

        count.ShouldBeGreaterThan(5);
    }

    static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    /// <summary>The schema of search requests on its own, for editors.</summary>
    static JsonObject SearchRequestSchema()
    {
        var schemas = new RequestSchemas("#/$defs/");
        var root = schemas.Of(typeof(SearchRequest));
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A search request of Serverless",
            ["$ref"] = root["$ref"]!.DeepClone(),
            ["$defs"] = new JsonObject(schemas.Components.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
        };
    }
}
