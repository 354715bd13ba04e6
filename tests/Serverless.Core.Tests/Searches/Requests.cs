using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

/// <summary>A valid request in which tests introduce single errors, and the names that it can use.</summary>
static class Requests
{
    public const string Valid = """
        {
          "schemaVersion": 1,
          "name": "quickstart",
          "space": { "name": "nasbench201", "channels": 8, "cellsPerStage": 1 },
          "dataset": { "name": "fashion-mnist", "trainingImages": 8192, "validationImages": 2000, "splitSeed": 3 },
          "objectives": [
            { "metric": "accuracy", "goal": "maximise", "threshold": 50 },
            { "metric": "latencyMs", "goal": "minimise", "device": "local-cpu", "threshold": 5 }
          ],
          "constraints": [ { "metric": "parameters", "atMost": 100000 } ],
          "algorithm": {
            "name": "nsga2", "batchSize": 3, "populationSize": 6,
            "crossover": "twoPoint", "crossoverProbability": 0.8, "mutationProbability": 0.25
          },
          "training": { "epochs": 3, "batchSize": 32, "learningRate": 0.2, "momentum": 0.8, "weightDecay": 0.001 },
          "budgets": { "trainings": 24, "evaluations": 100, "generations": 10, "wallClockSeconds": 300 },
          "seed": 7
        }
        """;

    public static RequestCatalogue Catalogue { get; } = new()
    {
        Datasets = [DatasetDescription.FashionMnist],
        Devices = [DeviceDefinition.LocalCpu, Board("board", "latencyMs"), Board("thermometer", "heat"), Board("meter", "energyMj"), Partial],
        Algorithms = ["nsga2", "random"],
    };

    static DeviceDefinition Partial => new()
    {
        Id = "partial",
        Kind = DeviceKind.Lookup,
        Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = new(1, new Dictionary<string, double> { ["none"] = 0 }) },
    };

    public static SearchRequestReading Read(string json) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);

    /// <summary>Reads the valid request with one value replaced, given as a path of keys and indices, or removed (null).</summary>
    public static SearchRequestReading ReadWith(string path, string? json)
    {
        var root = JsonNode.Parse(Valid)!;
        var keys = path.Split('/');
        var parent = keys[..^1].Aggregate(root, (node, key) => node is JsonArray list ? list[int.Parse(key)]! : node[key]!);
        if (json is null)
        {
            parent.AsObject().Remove(keys[^1]);
        }
        else if (parent is JsonArray list)
        {
            list[int.Parse(keys[^1])] = JsonNode.Parse(json);
        }
        else
        {
            parent[keys[^1]] = JsonNode.Parse(json);
        }

        return Read(root.ToJsonString());
    }

    /// <summary>Reads the valid request with the latency on each of these devices as its objectives.</summary>
    public static SearchRequestReading ReadWithLatencyOn(IReadOnlyList<DeviceDefinition> devices, string? constraints = null)
    {
        var root = JsonNode.Parse(Valid)!;
        root["objectives"] = new JsonArray(
        [
            .. devices.Select(device => new JsonObject { ["metric"] = "latencyMs", ["goal"] = "minimise", ["device"] = device.Id }),
        ]);
        root["constraints"] = JsonNode.Parse(constraints ?? "[]");
        return SearchRequestReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), Catalogue with { Devices = [DeviceDefinition.LocalCpu, .. devices] });
    }

    public static DeviceDefinition[] Boards(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Board($"board-{number}", "latencyMs"))];

    static DeviceDefinition Board(string id, string metric) => new()
    {
        Id = id,
        Kind = DeviceKind.Lookup,
        Tables = new Dictionary<string, LookupTable>
        {
            [metric] = new(0.5, new Dictionary<string, double>
            {
                ["none"] = 0,
                ["skip_connect"] = 0.01,
                ["nor_conv_1x1"] = 0.1,
                ["nor_conv_3x3"] = 0.3,
                ["avg_pool_3x3"] = 0.05,
            }),
        },
    };
}
