using System.Text.Json;
using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core;

namespace Serverless.EndToEnd.Tests;

/// <summary>Small real searches: every candidate is trained, latency comes from a fixed table so that runs can be compared.</summary>
static class Requests
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

    /// <summary>A request as the platform keeps it, everything that it does not say filled in.</summary>
    public static SearchRequest AsKept(SearchRequest request, params IReadOnlyList<TableDescription> tables)
    {
        var reading = SearchRequestReader.Read(JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest), new RequestCatalogue
        {
            Datasets = [DatasetDescription.FashionMnist],
            Devices = [TableCpu],
            Algorithms = AlgorithmDescription.Names,
            Tables = tables,
        });
        return reading.Request ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }

    /// <param name="trainings">The budget: also the number of trainings, as the space is much larger.</param>
    /// <param name="trainingImages">Sets how long one training takes.</param>
    public static SearchRequest Small(int trainings, int trainingImages = 256) => new()
    {
        Name = "end-to-end",
        Space = new() { Name = "nasbench201-canonical", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = trainingImages, ValidationImages = 200 },
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 5 },
            new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = TableCpu.Id, Threshold = 1.5 },
        ],
        Algorithm = new() { Name = "nsga2", PopulationSize = 4 },
        Training = new() { Epochs = 1, BatchSize = 32 },
        Budgets = new() { Trainings = trainings },
        Seed = 7,
    };
}
