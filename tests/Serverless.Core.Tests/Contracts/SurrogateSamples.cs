using Serverless.Algorithms.Acquisition;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using static Serverless.Core.Tests.Contracts.SampleParts;

namespace Serverless.Core.Tests.Contracts;

/// <summary>One value of each contract of surrogates, with every field set.</summary>
static class SurrogateSamples
{
    static readonly NewDevice Device = new()
    {
        Id = "board",
        Metric = "latencyMs",
        Measurements = [new DeviceMeasurement(Cell, 2.5)],
        Column = "c10_edgegpu_lat_ms",
        Rows = 10,
        Channels = 8,
        CellsPerStage = 1,
    };

    static readonly WarmStart WarmStart = new() { Surrogate = "fit-s0123456789abcdef0123", Mode = WarmStartMode.FineTune };
    const string Id = "s0123456789abcdef0123-g2";

    static readonly DatasetSpecification Dataset = new() { Name = "fashion-mnist", TrainingImages = 8192, ValidationImages = 2000, SplitSeed = 3 };
    static readonly TableRows Rows = new() { Name = "nb201", Metrics = ["c10_test_200"], Curve = ["c10_valid_12"], Rows = 300, Space = "nasbench201" };
    static readonly Dictionary<string, double> Values = new() { ["accuracy"] = 88.5 };

    public static SurrogateSpecification Specification { get; } = new()
    {
        Id = "fit-s0123456789abcdef0123",
        Kind = "ridge",
        PoolSize = 500,
        Ensemble = 5,
        Balancer = "mgda",
        StartupTrials = 12,
        MinimumCorrelation = 0.25,
        Exploration = 0.125,
        Sampling = SurrogateSampling.Iterative,
        OtherSearches = true,
    };

    public static SurrogateDecision Decision { get; } = new()
    {
        Generation = 2,
        Role = SurrogateRole.Active,
        Reason = "It chooses: rank correlation 0.75 on evaluations measured after their prediction (12), 0.25 required.",
        Surrogate = Id,
        FreshCorrelation = 0.75,
        Fresh = 12,
        HeldOutCorrelation = 0.5,
        FittedTo = 18,
        FittedFidelity = "full",
        Fitting = "s0123456789abcdef0123-g3",
        Before = 1,
    };

    public static CandidatePrediction Prediction { get; } = new() { Values = [88.5f, 87.5f], Scores = [0.5f, 0.25f] };

    public static PredictedOutcome Predicted { get; } = new()
    {
        Surrogate = Id,
        Values = Values,
        Spreads = new Dictionary<string, double> { ["accuracy"] = 0.5 },
        Score = 0.375,
        ScoreSpread = 0.125,
        Fidelity = "full",
        Reason = ChoiceReason.Improvement,
        Worth = 1.5,
    };

    public static SurrogateMetadata Metadata { get; } = new()
    {
        Kind = "ridge",
        Space = Space,
        Shape = new ImageShape(1, 28, 28, 10),
        Inputs = [new SurrogateInput("features", 1, 4)],
        Targets = [Accuracy],
        Scales = [new SurrogateScale(80, 2.5)],
        Members = 5,
        HasScores = false,
        HasObjectives = true,
        Training = new SurrogateTraining("hash", 18, 7),
        HeldOut = new SurrogateQuality { Size = 18, KendallTauB = 0.5, Spearman = [0.75] },
        CreatedBy = "Serverless.Learning 1.0.0",
    };

    public static IReadOnlyList<object> All { get; } =
    [
        Decision,
        new SurrogateMetadata
        {
            Kind = SurrogateKind.HwPrNas,
            Space = Space,
            Shape = new(1, 28, 28, 10),
            Inputs = [new("features", 1, 52), new("tokens", 6, 5)],
            CurvePoints = ["3 epochs"],
            Targets = [Accuracy, Latency],
            Scales = [new(80.5, 4.25), new(1.5, 0.5)],
            Members = 5,
            HasScores = true,
            HasObjectives = false,
            Platforms = [new() { Name = "local-cpu", Targets = ["accuracy", "latencyMs@local-cpu"], KendallTauB = 0.75 }],
            Training = new("0123456789abcdef", 300, 7),
            HeldOut = new() { Size = 150, KendallTauB = 0.75, Spearman = [0.875, 0.9375] },
            SpreadFactors = [1.25, 0.75],
            CreatedBy = "Serverless.Learning 1.0.0",
        },
        new FitRequest { Search = "s0123456789abcdef0123", Table = Rows, Kind = "ridge", Ensemble = 5, Balancer = "mgda", WarmStart = WarmStart, Seed = 7, OtherSearches = true, Targets = ["latencyMs@board"], Device = Device },
        new FitSpecification
        {
            Id = Id,
            Kind = "ridge",
            Space = Space,
            Dataset = Dataset,
            Shape = new ImageShape(1, 28, 28, 10),
            Targets = [Accuracy],
            Fidelity = "full",
            Ensemble = 5,
            Balancer = "mgda",
            Seed = 7,
            SearchId = "s0123456789abcdef0123",
            Generation = 2,
            Table = Rows,
            WarmStart = WarmStart,
            CurvePoints = ["3 epochs"],
            Known = new DeviceKnowledge([Latency], [new SurrogateExample(Cell, Values)]),
            CreatedAt = Time,
            Examples = [new SurrogateExample(Cell, Values) { Curve = [55.5] }],
        },
        new SurrogateDocument
        {
            Id = Id,
            Metadata = Metadata,
            ModelBlob = "surrogates/s0123456789abcdef0123-g2/0123456789abcdef.onnx",
            WeightsBlob = "surrogates/s0123456789abcdef0123-g2/fedcba9876543210.safetensors",
            Tables = new Dictionary<string, LookupTable> { ["latencyMs@board"] = new(0.5, new Dictionary<string, double>()) { Pairs = new ChoicePairs([0.5]) } },
            FitSeconds = 1.5,
            Worker = "worker-1",
        },
        new SurrogateFailure(Id, "The fit failed: too little is known.", 3),
        new SurrogateEntry
        {
            Id = Id,
            Kind = "ridge",
            Status = SurrogateStatus.Ready,
            CreatedAt = Time,
            SearchId = "s0123456789abcdef0123",
            Generation = 2,
            Table = Rows,
            WarmStart = WarmStart,
            Space = Space,
            Dataset = "fashion-mnist",
            Fidelity = "full",
            Targets = [Accuracy],
            Ensemble = 5,
            Balancer = "mgda",
            Examples = 18,
            Metadata = Metadata,
            ModelBlob = "surrogates/s0123456789abcdef0123-g2/0123456789abcdef.onnx",
            FitSeconds = 1.5,
            Error = "an example; one that is Ready has none",
        },
    ];
}
