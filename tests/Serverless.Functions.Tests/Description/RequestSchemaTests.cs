using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Functions.Tests.Description;

/// <summary>The schema of requests agrees with their reader.</summary>
public sealed partial class RequestSchemaTests
{
    const string Place = "#/$defs/";
    const string Alien = "zzz";

    /// <remarks>It has every object that requests can have; that some do not go together is another matter.</remarks>
    const string Everything = """
        {
          "space": { "name": "own", "input": { "channels": 1, "height": 16, "width": 16, "classes": 4 },
            "definition": {
              "dimensions": [ { "name": "units", "type": "integer", "low": 4, "high": 16, "levels": 3 } ],
              "constraints": [ { "left": "units", "operator": ">=", "right": 4 } ],
              "network": [ { "block": "linear", "units": "$units" } ] },
            "recipe": {
              "learningRate": { "low": 0.001, "high": 0.1, "levels": 3, "scale": "log" },
              "labelSmoothing": { "choices": [0, 0.1], "when": { "learningRate": [0.01] } } } },
          "dataset": { "name": "mine", "trainingImages": 80, "validationImages": 20,
            "source": { "format": "npz", "shape": { "channels": 1, "height": 16, "width": 16, "classes": 4 }, "training": [ { "blob": "a.npz" } ], "test": [ { "blob": "b.npz" } ] } },
          "objectives": [
            { "metric": "accuracy", "goal": "maximise", "threshold": 50 },
            { "metric": "latencyMs", "goal": "minimise", "device": "local-cpu", "threshold": 5 } ],
          "constraints": [ { "metric": "parameters", "atMost": 100000 } ],
          "algorithm": { "name": "nsga2", "batchSize": 3, "populationSize": 6 },
          "training": { "epochs": 9, "rungs": [1, 3, 9],
            "optimiser": { "name": "adamw" }, "schedule": { "name": "step", "milestones": [2] }, "augmentation": { "cropPadding": 1 } },
          "promotion": { "reductionFactor": 3 },
          "surrogate": { "kind": "ridge" },
          "budgets": { "trainings": 24, "cost": 20, "prices": { "currency": "EUR", "cpuPerHour": 0.2, "cudaPerHour": 2.5 } },
          "seedsFrom": { "generator": "gen-s0123456789abcdef0123", "device": "board", "limit": 2.5, "count": 5 },
          "seed": 7
        }
        """;

    static readonly RequestCatalogue Catalogue = new()
    {
        Datasets = [DatasetDescription.FashionMnist],
        Devices = [DeviceDefinition.LocalCpu],
        Tables = KnownTables.All,
        Algorithms = AlgorithmDescription.Names,
        IsPartial = true,
    };

    static readonly SortedDictionary<string, JsonObject> Schemas = Create();

    [Fact]
    public void EveryObject_HasTheFieldsThatTheReaderAsksFor()
    {
        var (request, places) = (JsonNode.Parse(Everything)!, new Dictionary<string, JsonObject>());
        Visit(request, Schemas["SearchRequestInput"], "", places);
        places.Count.ShouldBe(26);
        foreach (var place in places.Keys)
        {
            Find(request, place).AsObject()[Alien] = 1;
        }

        var errors = Read(request).ToLookup(error => error.Pointer, error => error.Message);
        foreach (var (place, schema) in places)
        {
            var told = KnownNames().Match(errors[$"{place}/{Alien}"].ShouldHaveSingleItem()).Groups[1].Value.Split(", ").Order(StringComparer.Ordinal);
            string[] described = [.. schema["properties"]!.AsObject().Select(property => property.Key).Where(name => place.Length > 0 || name != "evaluator").Order(StringComparer.Ordinal)];
            if (place == "/algorithm")
            {
                told.Except(described).ShouldBeEmpty("each algorithm has some of them");
                continue;
            }

            told.Where(name => place.Length > 0 || name != "evaluator").ShouldBe(described, place);
        }
    }

    [Fact]
    public void RequiredField_Missing_IsAFault()
    {
        var places = new Dictionary<string, JsonObject>();
        Visit(JsonNode.Parse(Everything)!, Schemas["SearchRequestInput"], "", places);
        foreach (var (place, name) in places.SelectMany(place => (place.Value["required"]?.AsArray() ?? []).Select(name => (place.Key, (string)name!))))
        {
            var request = JsonNode.Parse(Everything)!;
            Find(request, place).AsObject().Remove(name);

            Read(request).ShouldContain(error => error.Pointer == $"{place}/{name}", $"{place}/{name}");
        }
    }

    [Fact]
    public void NumberBeyondTheRange_IsAFault()
    {
        var (places, count) = (new Dictionary<string, JsonObject>(), 0);
        Visit(JsonNode.Parse(Everything)!, Schemas["SearchRequestInput"], "", places);
        foreach (var (place, schema) in places)
        {
            foreach (var (name, property) in schema["properties"]!.AsObject().Where(property => property.Value!["maximum"] is not null))
            {
                var request = JsonNode.Parse(Everything)!;
                Find(request, place).AsObject()[name] = JsonNode.Parse($"{property!["maximum"]!.ToJsonString()}1");
                if (property["maximum"]!.ToJsonString().Length < 18)
                {
                    Read(request).ShouldContain(error => error.Pointer == $"{place}/{name}", $"{place}/{name}");
                    count++;
                }
            }
        }

        count.ShouldBeGreaterThan(12);
    }

    static SortedDictionary<string, JsonObject> Create()
    {
        var schemas = new RequestSchemas(Place);
        schemas.Of(typeof(SearchRequest));
        return new SortedDictionary<string, JsonObject>(schemas.Components.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);
    }

    static IReadOnlyList<FieldError> Read(JsonNode request) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(request.ToJsonString()), Catalogue).Errors;

    /// <summary>Notes the schema of each object of a document, the first of each list.</summary>
    static void Visit(JsonNode node, JsonNode schema, string place, Dictionary<string, JsonObject> places)
    {
        var resolved = schema["$ref"] is { } reference ? Schemas[((string)reference!)[Place.Length..]] : schema.AsObject();
        if (node is JsonArray { Count: > 0 } list)
        {
            Visit(list[0]!, resolved["items"]!, $"{place}/0", places);
        }
        else if (node is JsonObject map && resolved["properties"] is null)
        {
            foreach (var (name, value) in map)
            {
                Visit(value!, resolved["additionalProperties"].ShouldNotBeNull(place), $"{place}/{name}", places);
            }
        }
        else if (node is JsonObject fields)
        {
            places[place] = resolved;
            foreach (var (name, value) in fields)
            {
                Visit(value!, resolved["properties"]![name].ShouldNotBeNull($"{place}/{name} is not described"), $"{place}/{name}", places);
            }
        }
    }

    static JsonNode Find(JsonNode root, string place) => place.Split('/')[1..].Aggregate(root, (node, key) => node is JsonArray list ? list[int.Parse(key)]! : node[key]!);

    [GeneratedRegex("use one of ([^.]*)\\.")]
    private static partial Regex KnownNames();
}
