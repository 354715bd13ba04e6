using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class TrainingRequestTests
{
    [Fact]
    public void Read_EverythingNamed_IsKept()
    {
        var training = Requests.ReadWith("training", """
            {
              "epochs": 200, "batchSize": 256, "learningRate": 0.1, "momentum": 0.9, "weightDecay": 0.0005,
              "optimiser": { "name": "sgd", "nesterov": true },
              "schedule": { "name": "step", "milestones": [100, 150], "factor": 0.2, "warmUpEpochs": 5 },
              "augmentation": { "cropPadding": 4, "horizontalFlip": true, "cutout": 16 },
              "labelSmoothing": 0.1, "classWeights": { "values": [1, 2, 1, 1, 1, 1, 1, 1, 1, 0.5] }, "gradientClipNorm": 5, "precision": "bf16", "seeds": [0, 1, 2]
            }
            """).Request.ShouldNotBeNull().Training;

        training.Optimiser.ShouldBe(new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true });
        training.Schedule!.Milestones.ShouldBe([100, 150]);
        (training.Schedule.WarmUpEpochs, training.Schedule.Factor).ShouldBe((5, 0.2));
        training.Augmentation.ShouldBe(new AugmentationSpecification { CropPadding = 4, HorizontalFlip = true, Cutout = 16 });
        (training.LabelSmoothing, training.GradientClipNorm, training.Precision).ShouldBe((0.1, 5, TrainingPrecision.BrainFloat));
        training.Seeds.ShouldBe([0, 1, 2]);
        training.ClassWeights!.Values!.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("{ }", "/training/classWeights", "balanced (true) or have values")]
    [InlineData("{ \"balanced\": true, \"values\": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }", "/training/classWeights", "give one of the two")]
    [InlineData("{ \"values\": [1, 2] }", "/training/classWeights/values", "has 10 classes")]
    [InlineData("{ \"values\": [1, 1, 1, 1, 1, 0, 1, 1, 1, 1] }", "/training/classWeights/values/5", "greater than 0")]
    public void Read_ClassWeightsWithAFault_AreReportedThere(string weights, string pointer, string message)
    {
        var fault = Requests.ReadWith("training", $$"""{ "classWeights": {{weights}} }""").Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public void Read_WhatIsDoneAnyway_IsTheRecipeThatDoesNotSayIt()
    {
        var said = Requests.ReadWith("training", """
            {
              "epochs": 3, "batchSize": 32, "learningRate": 0.2, "momentum": 0.8, "weightDecay": 0.001,
              "optimiser": { "name": "sgd", "nesterov": false }, "schedule": { "name": "cosine" }, "augmentation": { "cropPadding": 0 },
              "labelSmoothing": 0, "precision": "fp32"
            }
            """).Request!;

        said.Training.ShouldBe(Requests.Read(Requests.Valid).Request!.Training);
        RecipeHash.Of(said).ShouldBe("fb741ec5863f8f06");
    }

    [Fact]
    public void Read_Adam_HasItsOwnDefaults()
    {
        var training = Requests.ReadWith("training", """{ "optimiser": { "name": "adam" } }""").Request!.Training;

        training.LearningRate.ShouldBe(0.001);
        training.Optimiser.ShouldBe(
            new OptimiserSpecification { Name = OptimiserKind.Adam, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8 });
    }

    [Fact]
    public void Read_StepEverySoManyEpochs_AreMilestonesBeforeTheEnd() =>
        Requests.ReadWith("training", """{ "epochs": 9, "schedule": { "name": "step", "everyEpochs": 3 } }""")
            .Request!.Training.Schedule!.Milestones.ShouldBe([3, 6]);

    [Fact]
    public void Read_ManyFaults_TellsEachByItsPlace() =>
        Requests.ReadWith("training", """
            {
              "optimiser": { "name": "adam", "nesterov": true, "beta1": 1 }, "momentum": 0.9,
              "schedule": { "name": "step", "warmUpEpochs": 2 },
              "augmentation": { "cropPadding": 33, "horizontalFlip": "yes", "cutout": 28 },
              "labelSmoothing": 1, "gradientClipNorm": 0, "precision": "fp16", "seeds": [1, 1]
            }
            """).Errors.Select(fault => fault.Pointer).ShouldBe(
            [
                "/training/optimiser/beta1",
                "/training/optimiser/nesterov",
                "/training/momentum",
                "/training/augmentation/cropPadding",
                "/training/augmentation/horizontalFlip",
                "/training/augmentation/cutout",
                "/training/labelSmoothing",
                "/training/gradientClipNorm",
                "/training/precision",
                "/training/seeds",
                "/training/schedule/warmUpEpochs",
                "/training/schedule",
            ]);

    [Theory]
    [InlineData("optimiser", """{ "name": "lion" }""", "/training/optimiser/name", "use one of sgd, adam, adamw")]
    [InlineData("optimiser", """{ "name": "sgd", "beta1": 0.5 }""", "/training/optimiser/beta1", "not a field here")]
    [InlineData("optimiser", "\"sgd\"", "/training/optimiser", "must be an object")]
    [InlineData("schedule", """{ "name": "linear" }""", "/training/schedule/name", "use one of cosine, step, constant")]
    [InlineData("schedule", """{ "name": "cosine", "factor": 0.5 }""", "/training/schedule/factor", "not a field here")]
    [InlineData("rungs", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51]", "/training/rungs", "There are 51, more than the 50 that a training may have")]
    [InlineData("schedule", """{ "name": "step", "milestones": [2, 2] }""", "/training/schedule/milestones", "does not ascend")]
    [InlineData("schedule", """{ "name": "step", "milestones": [4] }""", "/training/schedule/milestones/0", "from 1 to 3")]
    [InlineData("schedule", """{ "name": "step", "milestones": [1], "everyEpochs": 1 }""", "/training/schedule", "either at a fixed interval")]
    [InlineData("schedule", """{ "name": "step", "everyEpochs": 1, "factor": 1 }""", "/training/schedule/factor", "below 1")]
    [InlineData("augmentation", """{ "mixup": 0.2 }""", "/training/augmentation/mixup", "not a field here")]
    [InlineData("seeds", "[]", "/training/seeds", "1 to 10 different seeds")]
    [InlineData("seeds", "[-1]", "/training/seeds/0", "from 0 to")]
    public void Read_OneFault_IsReportedThere(string field, string json, string pointer, string message)
    {
        var fault = Requests.ReadWith($"training/{field}", json).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("""{ "optimiser": { "name": "adamw" }, "schedule": { "name": "step", "everyEpochs": 1 }, "seeds": [1, 2], "precision": "bf16" }""")]
    [InlineData("""{ "optimiser": { "name": "sgd", "nesterov": true }, "schedule": { "name": "constant" }, "augmentation": { "cutout": 2 } }""")]
    public void Read_WhatWasWritten_ReadsTheSame(string training)
    {
        var request = Requests.ReadWith("training", training).Request!;
        var written = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest);

        var again = SearchRequestReader.Read(written, Requests.Catalogue);

        again.Errors.ShouldBeEmpty();
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(again.Request!, CoreJson.Default.SearchRequest).ShouldBe(written);
    }

    [Fact]
    public void Read_NesterovWithoutMomentum_IsAFault() =>
        Requests.ReadWith("training", """{ "momentum": 0, "optimiser": { "name": "sgd", "nesterov": true } }""")
            .Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/training/momentum");

    [Fact]
    public void EvaluationSeed_OfARecipeWithSeeds_IsTheFirst()
    {
        Requests.ReadWith("training/seeds", "[5, 6]").Request!.EvaluationSeed.ShouldBe(5);
        Requests.Read(Requests.Valid).Request!.EvaluationSeed.ShouldBe(7);
    }

    [Fact]
    public void Read_FewerEpochsThanAllSeedsTake_IsAFault()
    {
        var json = Requests.Valid.Replace("\"trainings\": 24", "\"trainings\": 24, \"epochs\": 8", StringComparison.Ordinal)
            .Replace("\"epochs\": 3,", "\"epochs\": 3, \"seeds\": [0, 1, 2],", StringComparison.Ordinal);

        Requests.Read(json).Errors.ShouldHaveSingleItem().Message.ShouldContain("8 epochs are not enough for one whole training of 9");
    }
}
