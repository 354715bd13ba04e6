using Serverless.Algorithms;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class RecipeHashTests
{
    readonly SearchRequest _request = Requests.Read(Requests.Valid).Request!;

    [Fact]
    public void Of_KnownRequest_IsWhatItAlwaysWas() =>
        RecipeHash.Of(_request).ShouldBe("fb741ec5863f8f06", "hashes name cached evaluations, so they may never change");

    /// <summary>Parts that joined the recipe later, each in two ways.</summary>
    static IReadOnlyList<Func<TrainingRecipe, TrainingRecipe>> Additions { get; } =
    [
        .. new OptimiserSpecification[]
        {
            new() { Name = OptimiserKind.Sgd, Nesterov = true },
            new() { Name = OptimiserKind.Adam, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8 },
            new() { Name = OptimiserKind.AdamW, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8 },
            new() { Name = OptimiserKind.AdamW, Beta1 = 0.8, Beta2 = 0.999, Epsilon = 1e-8 },
            new() { Name = OptimiserKind.AdamW, Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8 },
            new() { Name = OptimiserKind.AdamW, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7 },
        }.Select(optimiser => (Func<TrainingRecipe, TrainingRecipe>)(training => training with { Optimiser = optimiser })),
        .. new ScheduleSpecification[]
        {
            new() { Name = ScheduleKind.Cosine, WarmUpEpochs = 1 },
            new() { Name = ScheduleKind.Constant },
            new() { Name = ScheduleKind.Step, Milestones = [1], Factor = 0.1 },
            new() { Name = ScheduleKind.Step, Milestones = [1, 2], Factor = 0.1 },
            new() { Name = ScheduleKind.Step, Milestones = [1], Factor = 0.2 },
        }.Select(schedule => (Func<TrainingRecipe, TrainingRecipe>)(training => training with { Schedule = schedule })),
        .. new AugmentationSpecification[] { new() { CropPadding = 4 }, new() { HorizontalFlip = true }, new() { Cutout = 4 } }
            .Select(augmentation => (Func<TrainingRecipe, TrainingRecipe>)(training => training with { Augmentation = augmentation })),
        training => training with { LabelSmoothing = 0.1 },
        training => training with { GradientClipNorm = 0.1 },
        training => training with { Precision = TrainingPrecision.BrainFloat },
        training => training with { Seeds = [0, 1] },
        training => training with { Seeds = [0, 2] },
    ];

    [Fact]
    public void Of_EveryAddition_IsWhatItAlwaysWas() =>
        string.Join(' ', Additions.Select(addition => RecipeHash.Of(_request with { Training = addition(_request.Training) })))
            .ShouldBe(
                "c0f940560af77c01 ce7619e96f9298ab 563c625569226d72 13b7875961f8b925 2bd08228ae191da2 "
                + "80d6846ea29fcbba 6fbf5a9bf352002e f356eebba70eae15 6cadc86fe992ad3a 16d350826df17fdd "
                + "d72d98b4f2120aa4 ef1cbbe77a7f411f 6cc2ccc5299a2fcf fc6379def636b2c1 b9b474c29517aea8 "
                + "2d5ce01e609a16aa f4fab6dc4f4a69e2 3360c1950451cb72 a192e128d9bf1334");

    [Fact]
    public void Of_ClassWeights_MakeADifference()
    {
        string Of(ClassWeights? weights) => RecipeHash.Of(_request with { Training = _request.Training with { ClassWeights = weights } });
        string[] hashes = [Of(null), Of(new() { Balanced = true }), Of(new() { Values = [1, 2.5] }), Of(new() { Values = [1, 2] })];

        hashes.ShouldBeUnique();
    }

    [Fact]
    public void Of_OneSeed_MakesNoDifference() =>
        RecipeHash.Of(_request with { Training = _request.Training with { Seeds = [5] } }).ShouldBe(RecipeHash.Of(_request), "the key has it already");

    [Fact]
    public void Of_WhatDoesNotShapeTheNetwork_MakesNoDifference()
    {
        var other = _request with
        {
            Name = "other",
            Seed = 99,
            Evaluator = new EvaluatorSpecification { Kind = EvaluatorKind.Training },
            Objectives = [_request.Objectives[0]],
            Constraints = [],
            Algorithm = new AlgorithmSpecification { Name = "random" },
            Budgets = new Core.Budgets.BudgetLimits { Trainings = 1 },
        };

        RecipeHash.Of(other).ShouldBe(RecipeHash.Of(_request));
    }

    [Fact]
    public void Of_EverythingThatShapesTheNetwork_MakesADifference()
    {
        var (space, dataset, training) = (_request.Space, _request.Dataset, _request.Training);
        SearchRequest[] variants =
        [
            _request,
            _request with { Space = space with { Name = "other" } },
            _request with { Space = space with { Channels = 9 } },
            _request with { Space = space with { CellsPerStage = 2 } },
            _request with { Dataset = dataset with { Name = "other" } },
            _request with { Dataset = dataset with { TrainingImages = 8193 } },
            _request with { Dataset = dataset with { ValidationImages = 2001 } },
            _request with { Dataset = dataset with { SplitSeed = 4 } },
            _request with { Evaluator = new EvaluatorSpecification { Kind = EvaluatorKind.Table, Table = "nb201" } },
            _request with { Training = training with { Epochs = 4 } },
            _request with { Training = training with { ImagesPerEpoch = 100 } },
            _request with { Training = training with { BatchSize = 33 } },
            _request with { Training = training with { LearningRate = 0.3 } },
            _request with { Training = training with { Momentum = 0.7 } },
            _request with { Training = training with { WeightDecay = 0.002 } },
            _request with { Training = training with { Schedule = WavesFrom(1) } },
            _request with { Training = training with { Schedule = WavesFrom(2) } },
            .. Additions.Select(addition => _request with { Training = addition(training) }),
        ];

        variants.Select(RecipeHash.Of).ShouldBeUnique();
    }

    static ScheduleSpecification WavesFrom(int epoch) => new() { Name = ScheduleKind.Cosine, Restarts = [epoch] };
}
