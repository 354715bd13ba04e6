using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Functions.Tests.Activities;

/// <summary>A small search whose latency comes from a table.</summary>
static class TestRequests
{
    public static DeviceDefinition TableCpu { get; } = new()
    {
        Id = "table-cpu",
        Kind = DeviceKind.Lookup,
        Tables = new Dictionary<string, LookupTable>
        {
            ["latencyMs"] = new(0.2, new Dictionary<string, double>
            {
                ["none"] = 0,
                ["skip_connect"] = 0.01,
                ["nor_conv_1x1"] = 0.05,
                ["nor_conv_3x3"] = 0.13,
                ["avg_pool_3x3"] = 0.03,
            }),
        },
    };

    /// <param name="splitSeed">Part of the recipe: unlike ones share no evaluations.</param>
    public static SearchRequest Small(long splitSeed) => new()
    {
        Space = new() { Name = "nasbench201-canonical", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 512, ValidationImages = 200, SplitSeed = splitSeed },
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 5 },
            new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = TableCpu.Id, Threshold = 1.5 },
        ],
        Constraints = [new() { Metric = "parameters", AtMost = 9_000 }],
        Algorithm = new() { Name = "nsga2", PopulationSize = 4 },
        Training = new() { Epochs = 1, BatchSize = 32 },
        Budgets = new() { Trainings = 6 },
        Seed = 7,
    };
}
