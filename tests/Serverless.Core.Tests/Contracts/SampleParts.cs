using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Datasets;
using Serverless.Core.Objectives;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;

namespace Serverless.Core.Tests.Contracts;

/// <summary>Parts that the samples of several contracts share.</summary>
static class SampleParts
{
    public const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|";

    /// <summary>The example of W3C's Trace Context.</summary>
    public const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static CandidateId Candidate { get; } = new("cdb5fc54e8c4dc3ca");
    public static CandidateId Parent { get; } = new("c0123456789abcdef");
    public static WeightInheritance Inherits { get; } = new(Parent, Cell, InheritanceKind.Grow);
    public static DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static SpaceSpecification Space { get; } = new() { Name = "nasbench201", Channels = 8, CellsPerStage = 1 };

    public static SpaceSpecification OwnSpace { get; } = new()
    {
        Name = "own",
        Input = new ImageShape(1, 28, 28, 10),
        Definition = new SpaceDefinition
        {
            Dimensions =
            [
                new DimensionDefinition { Name = "kernel", Type = "choice", Choices = [DefinitionValue.Of(3), DefinitionValue.Of(5)] },
                new DimensionDefinition { Name = "width", Type = "integer", Low = 8, High = 32, Step = 8 },
                new DimensionDefinition
                {
                    Name = "rate", Type = "real", Low = 0.125, High = 0.5, Levels = 3, Scale = "log",
                    When = new Dictionary<string, IReadOnlyList<DefinitionValue>> { ["kernel"] = [DefinitionValue.Of(5)] },
                },
            ],
            Constraints = [new ConstraintDefinition { Left = "width", Operator = ">=", Right = DefinitionValue.Of("kernel") }],
            Network =
            [
                new BlockDefinition
                {
                    Block = "repeat", Count = DefinitionValue.Of(2), Index = "layer",
                    Blocks =
                    [
                        new BlockDefinition
                        {
                            Block = "conv", Channels = DefinitionValue.Product(DefinitionValue.Of("$width"), DefinitionValue.Of("$layer")),
                            Kernel = DefinitionValue.Of("$kernel"), KernelWidth = DefinitionValue.Of(3), Stride = DefinitionValue.Of(2),
                            StrideWidth = DefinitionValue.Of(1), Groups = DefinitionValue.Of(1), Bias = DefinitionValue.Of("false"), Bits = DefinitionValue.Of(8),
                        },
                        new BlockDefinition { Block = "norm", Kind = DefinitionValue.Of("batch") },
                        new BlockDefinition { Block = "attention", Heads = DefinitionValue.Of(4) },
                    ],
                },
                new BlockDefinition
                {
                    Block = "dropout", Rate = DefinitionValue.Of("$rate"),
                    When = new Dictionary<string, IReadOnlyList<DefinitionValue>> { ["kernel"] = [DefinitionValue.Of(5)] },
                },
                new BlockDefinition { Block = "gru", Units = DefinitionValue.Of(16), Sequence = DefinitionValue.Of("true") },
                new BlockDefinition { Block = "linear", Units = DefinitionValue.Of(16) },
            ],
        },
    };

    public static TrainingRecipe Training { get; } = new()
    {
        Epochs = 3,
        BatchSize = 32,
        LearningRate = 0.2,
        Momentum = 0.8,
        WeightDecay = 0.001,
        Rungs = [1, 3],
        Optimiser = new OptimiserSpecification { Name = OptimiserKind.AdamW, Nesterov = true, Beta1 = 0.5, Beta2 = 0.75, Epsilon = 0.25 },
        Schedule = new ScheduleSpecification { Name = ScheduleKind.Step, WarmUpEpochs = 1, Milestones = [2], Factor = 0.5 },
        Augmentation = new AugmentationSpecification { CropPadding = 4, HorizontalFlip = true, Cutout = 8 },
        LabelSmoothing = 0.125,
        ClassWeights = new ClassWeights { Balanced = true, Values = [1, 2.5] },
        GradientClipNorm = 5,
        Precision = TrainingPrecision.BrainFloat,
        Seeds = [0, 1],
    };

    public static BudgetLimits Limits { get; } = new()
    {
        Trainings = 24,
        Epochs = 60,
        Evaluations = 100,
        Generations = 10,
        WallClockSeconds = 300,
        GpuSeconds = 3600.5,
        GpuSecondsPerEpoch = 1.5,
        NoImprovementGenerations = 4,
        NoImprovementEvaluations = 40,
        TargetHypervolume = 180.5,
    };

    public static Objective Accuracy { get; } = new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 50 };
    public static Objective Latency { get; } = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu", Threshold = 5 };

    public static DatasetSpecification Dataset { get; } = new()
    {
        Name = "flowers",
        TrainingImages = 8192,
        ValidationImages = 2000,
        SplitSeed = 3,
        Folds = 5,
        Fold = 1,
        Source = new DatasetSource
        {
            Format = DatasetFormat.Npz,
            Shape = new ImageShape(3, 32, 32, 5),
            Training = [new DatasetFile { Path = "flowers/train.npz", Sha256 = new string('0', 64) }],
            Validation = [new DatasetFile { BlobFolder = "flowers/validation" }],
            Test = [new DatasetFile { Blob = "flowers/test.npz" }],
            Resize = ImageResizing.Crop,
        },
    };
}
