using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using static Serverless.Core.Tests.Contracts.SampleParts;

namespace Serverless.Core.Tests.Contracts;

/// <summary>One value of each contract of generators, with every field set.</summary>
static class GeneratorSamples
{
    const string Id = "gen-s0123456789abcdef0123";

    static readonly Objective Cost = new() { Metric = "latencyMs", Goal = Goal.Minimise };
    static readonly ImageShape Shape = new(1, 28, 28, 10);
    static readonly GeneratorRows Rows = new() { Name = "nb201", Rows = 300, Space = "nasbench201" };
    static readonly GeneratorDevice Device = new("board", [1.5, 2.5], 0.875);
    static readonly Dictionary<string, double> Values = new() { ["accuracy"] = 88.5 };

    static readonly GeneratorRequest Request = new()
    {
        Kind = GeneratorKind.Pnag,
        Searches = ["s0123456789abcdef0123"],
        Table = Rows,
        Quality = "accuracy",
        Cost = "latencyMs",
        Devices = [new RequestedDevice { Name = "phone", Column = "c10_pixel3_lat_ms" }, new RequestedDevice { Id = "board" }],
        Seed = 7,
        Steps = 500,
        Balancer = "mgda",
        MaxSeconds = 600,
    };

    static readonly GeneratorProgress Progress = new() { Stage = "cost", Done = 20, Total = 100, Loss = 0.25, Seconds = 12.5, Worker = "worker-1", At = Time };

    static readonly GeneratorMetadata Metadata = new()
    {
        Kind = GeneratorKind.Pnag,
        Space = Space,
        Shape = Shape,
        Quality = Accuracy,
        Cost = Cost,
        References = [Cell],
        Devices = [Device],
        Conditions = 10,
        CostInputs = [new SurrogateInput("features", 1, 4)],
        CostMembers = 3,
        Training = new SurrogateTraining("hash", 18, 7),
        CreatedBy = "Serverless.Learning 1.0.0",
    };

    public static IReadOnlyList<object> All { get; } =
    [
        Request,
        Metadata,
        Progress,
        new GeneratorOrder
        {
            Id = Id,
            Request = Request,
            Space = Space,
            Dataset = new DatasetSpecification { Name = "fashion-mnist", TrainingImages = 8192, ValidationImages = 2000, SplitSeed = 3 },
            Shape = Shape,
            Quality = Accuracy,
            Cost = Cost,
            Fidelity = "full",
            References = [Cell],
            Devices = [new OrderedDevice("board", [1.5, 2.5])],
            Qualities = [new SurrogateExample(Cell, Values)],
            Costs = [new SurrogateExample(Cell, new Dictionary<string, double> { ["board"] = 1.5 })],
            CreatedAt = Time,
        },
        new GeneratorDocument
        {
            Id = Id,
            Metadata = Metadata,
            Quality = SurrogateSamples.Metadata,
            GeneratorBlob = $"generators/{Id}/0123456789abcdef.onnx",
            CostBlob = $"generators/{Id}/123456789abcdef0.onnx",
            QualityBlob = $"generators/{Id}/23456789abcdef01.onnx",
            FitSeconds = 31.5,
            Worker = "worker-1",
        },
        new GeneratorFailure(Id, "The fit failed: too little is known.", 3),
        new GeneratorEntry
        {
            Id = Id,
            Kind = GeneratorKind.Pnag,
            Status = SurrogateStatus.Ready,
            CreatedAt = Time,
            Searches = Request.Searches,
            Table = Rows,
            Space = Space,
            Shape = Shape,
            Dataset = "fashion-mnist",
            Fidelity = "full",
            Quality = Accuracy,
            Cost = Cost,
            References = [Cell],
            Devices = [Device],
            Examples = 300,
            Seed = 7,
            Steps = 500,
            Balancer = "mgda",
            MaxSeconds = 600,
            Progress = Progress,
            HeldOut = SurrogateSamples.Metadata.HeldOut,
            FitSeconds = 31.5,
            Error = "an example; one that is Ready has none",
        },
        new GeneratorAnswer
        {
            Generator = Id,
            Device = "board",
            Limit = 2.5,
            Seed = 7,
            Drawn = 96,
            Distinct = 40,
            LeastCost = 0.75,
            Architectures =
            [
                new GeneratedArchitecture(
                    Candidate.Value,
                    Cell,
                    new Dictionary<string, double> { ["accuracy"] = 88.5, ["latencyMs@board"] = 1.5 },
                    new Dictionary<string, double> { ["accuracy"] = 0.5, ["latencyMs@board"] = 0.125 }),
            ],
        },
    ];
}
