using Serverless.Domain.Searches;

namespace Serverless.Domain.Tests.Searches;

public sealed class RecipeHashTests
{
    readonly SearchRequest _request = Requests.Read(Requests.Valid).Request!;

    [Fact]
    public void Of_KnownRequest_IsWhatItAlwaysWas() =>
        RecipeHash.Of(_request).ShouldBe("fb741ec5863f8f06", "hashes name cached evaluations, so they may never change");

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
            Budgets = new Domain.Budgets.BudgetLimits { Trainings = 1 },
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
        ];

        variants.Select(RecipeHash.Of).ShouldBeUnique();
    }
}
