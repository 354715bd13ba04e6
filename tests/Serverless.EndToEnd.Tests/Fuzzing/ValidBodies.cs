using System.Text.Json.Nodes;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>Valid bodies by function, to be mutated. Requests that start work start very little: two rows of a table of three.</summary>
static class ValidBodies
{
    public const string Table = "fuzz";

    public const string TableDescription = """
        {
          "name": "fuzz", "dimensions": [ { "name": "a", "choices": [ "0", "1", "2" ] } ],
          "files": [ { "name": "fuzz.csv", "metrics": [
            { "column": "score", "goal": "maximise" }, { "column": "ms", "goal": "minimise" } ] } ]
        }
        """;

    public const string TableRows = "a,score,ms\n0,1,3\n1,2,5\n2,3,4\n";

    /// <summary>A field that no body has. While it is there nothing is accepted, whatever else is changed.</summary>
    public const string Fault = "faultOfEveryFuzzedBody";

    public const string Search = """
        {
          "name": "fuzz", "space": {"name": "table-fuzz"}, "evaluator": {"kind": "table", "table": "fuzz"},
          "objectives": [{"metric": "score", "goal": "maximise", "threshold": 0}, {"metric": "ms", "goal": "minimise"}],
          "constraints": [{"metric": "ms", "atMost": 100}],
          "algorithm": {"name": "nsga2", "batchSize": 2}, "budgets": {"evaluations": 2}, "seed": 5
        }
        """;

    const string Training = """
        {
          "schemaVersion": 1, "name": "fuzz", "space": {"name": "nasbench201-canonical", "channels": 4, "cellsPerStage": 1},
          "dataset": {"name": "fashion-mnist", "trainingImages": 512, "validationImages": 200, "splitSeed": 0},
          "objectives": [
            {"metric": "accuracy", "goal": "maximise", "threshold": 5}, {"metric": "latencyMs", "goal": "minimise", "device": "table-cpu", "threshold": 1}],
          "constraints": [{"metric": "parameters", "atMost": 100000, "atLeast": 1}],
          "algorithm": {"name": "nsga2", "populationSize": 8, "mutationProbability": 0.1},
          "training": {
            "epochs": 9, "rungs": [1, 3, 9], "imagesPerEpoch": 512, "batchSize": 32, "learningRate": 0.05, "momentum": 0.9, "weightDecay": 0.0005,
            "optimiser": {"name": "sgd", "nesterov": true}, "augmentation": {"cropPadding": 4, "horizontalFlip": true, "cutout": 2}},
          "promotion": {"reductionFactor": 3}, "surrogate": {"kind": "ridge", "poolSize": 500, "startupTrials": 8},
          "budgets": {"trainings": 4, "epochs": 36, "wallClockSeconds": 60, "generations": 2}, "seed": 1
        }
        """;

    const string OwnDataset = """
        {
          "space": {"name": "mobile", "channels": 4},
          "dataset": {
            "name": "own", "trainingImages": 100, "validationImages": 50,
            "source": {"format": "cifar10", "training": [{"path": "a/b.bin", "sha256": "00"}], "test": [{"blob": "c.bin"}]}},
          "objectives": [{"metric": "accuracy", "goal": "maximise"}, {"metric": "macs", "goal": "minimise"}],
          "algorithm": {"name": "random"}, "budgets": {"trainings": 1}
        }
        """;

    static readonly Dictionary<string, string[]> ByFunction = new()
    {
        ["PostSearch"] = [Search, Training, OwnDataset],
        ["ExtendSearch"] = ["""{"budgets": {"evaluations": 1, "wallClockSeconds": 0.5}}"""],
        ["PutDevice"] =
        [
            """{"kind": "measured", "description": "A board."}""",
            """{"kind": "lookup", "tables": {"latencyMs": {"constant": 0.2, "perOperation": {"none": 0, "skip_connect": 0.01}}}}""",
        ],
        ["PutSchedule"] =
        [
            $$"""
            {
              "expression": "0 0 1 1 *", "timeZone": "Europe/Berlin", "overlap": "skip", "pauseOutside": {"from": "22:00", "to": "06:00"},
              "request": {{Search}}
            }
            """,
        ],
        ["TakeLeases"] = ["""{"worker": "fuzz", "search": "s00000000000000000000", "count": 2, "leaseSeconds": 60}"""],
        ["CompleteLease"] = ["""{"metrics": {"accuracy": 91.5}, "seconds": 1.5, "ranOn": "cpu"}"""],
        ["FailLease"] = ["""{"reason": "no tiling", "retryable": true}"""],
        ["PostSurrogate"] =
        [
            """{"search": "s00000000000000000000", "kind": "ridge", "ensemble": 2, "seed": 3, "otherSearches": false}""",
            """{"table": {"name": "fuzz", "rows": 3, "seed": 1}, "kind": "mlp"}""",
        ],
    };

    /// <summary>Bodies that the function takes; empty for one that reads none.</summary>
    public static IReadOnlyList<JsonObject> Of(string function) =>
        [.. ByFunction.GetValueOrDefault(function, []).Select(text => (JsonObject)JsonNode.Parse(text)!)];

    /// <summary>Takes care that a changed body, if it is valid at all, starts no more than the search above.</summary>
    public static void Bound(string function, JsonObject body)
    {
        switch (function)
        {
            case "PostSearch" when body["evaluator"] is JsonObject evaluator && evaluator["kind"]?.ToJsonString() == "\"table\"":
            case "ExtendSearch":
                body["budgets"] = new JsonObject { ["evaluations"] = 2 };
                break;
            case "PutSchedule":
                body["expression"] = "0 0 1 1 *";
                break;
            case "PutDevice":
                break;
            default:
                body[Fault] = true;
                break;
        }
    }
}
