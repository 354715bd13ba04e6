using System.Text.Json.Nodes;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Core.Leases;
using Serverless.Core.Retraining;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Description;

/// <summary>Bodies of requests that the API's description shows.</summary>
static class RequestExamples
{
    static string Folder => Path.Combine(RepositoryPaths.Root, "examples");

    /// <summary>Those of a type, with their names.</summary>
    public static IEnumerable<(string Name, JsonNode Value)> Of(Type type) =>
        type == typeof(SearchRequest) ? Searches
        : type == typeof(SearchExtension) ? [("add", Json("""{ "budgets": { "trainings": 12 } }"""))]
        : type == typeof(RetrainOrder) ? [("larger", Json("""{ "top": 3, "space": { "channels": 16 }, "training": { "epochs": 200 } }"""))]
        : type == typeof(FitRequest) ? [("ofASearch", Json("""{ "search": "s0123456789abcdef0123", "kind": "ridge" }"""))]
        : type == typeof(GeneratorRequest)
            ? [("ofATable", Json("""{ "table": { "name": "nb201", "rows": 300 }, "quality": "c10_test_200", "devices": [{ "column": "c10_pixel3_lat_ms", "name": "pixel3" }, { "id": "board" }] }"""))]
        : type == typeof(LeaseRequest) ? [("one", Json("""{ "worker": "gpu-3", "search": "s0123456789abcdef0123", "leaseSeconds": 600 }"""))]
        : type == typeof(LeaseResult) ? [("measured", Json("""{ "metrics": { "accuracy": 91.5, "energyPerFrame": 12.5 }, "seconds": 30.5, "ranOn": "cuda:0" }"""))]
        : type == typeof(LeaseFailure) ? [("final", Json("""{ "reason": "The compiler found no tiling." }"""))]
        : type == typeof(ScheduleDefinition)
            ? [("nightly", Json($$"""{ "expression": "0 1 * * *", "timeZone": "Europe/Berlin", "request": {{Searches.First(search => search.Name == "quickstart").Value.ToJsonString()}} }"""))]
        : type == typeof(DeviceDefinition)
            ? [("measured", Json("""{ "kind": "measured", "description": "The board on my desk." }"""))]
        : [];

    static IEnumerable<(string Name, JsonNode Value)> Searches =>
        from file in Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)
        let request = Json(File.ReadAllText(file))
        where request["space"] is not null
        select (Path.GetFileNameWithoutExtension(file), request);

    static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
