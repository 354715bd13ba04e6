using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Recipes;
using Serverless.Core.Retraining;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Tests.Searches;

public sealed class RecipeSectionTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    const string Recipe = """
        {
          "learningRate": { "low": 0.001, "high": 0.1, "scale": "log", "levels": 3 },
          "optimiser": { "choices": ["sgd", "adamw"] },
          "momentum": { "choices": [0, 0.9], "when": { "optimiser": ["sgd"] } },
          "batchSize": { "low": 32, "high": 128, "scale": "log", "levels": 3 },
          "labelSmoothing": { "choices": [0, 0.1] },
          "cropPadding": { "choices": [0, 4] },
          "horizontalFlip": { "choices": [false, true] }
        }
        """;

    const string Course = """
        {
          "epochs": { "choices": [2, 6] },
          "momentum": { "choices": [0, 0.9] },
          "nesterov": { "choices": [false, true], "when": { "momentum": [0.9] } },
          "precision": { "choices": ["fp32", "bf16"] },
          "schedule": { "choices": ["cosine", "step"] },
          "everyEpochs": { "choices": [1, 2], "when": { "schedule": ["step"] } },
          "factor": { "choices": [0.1, 0.5], "when": { "schedule": ["step"] } },
          "warmUpEpochs": { "choices": [0, 1], "when": { "epochs": [6] } }
        }
        """;

    [Fact]
    public void Read_Ranges_AreSettledAsChoices()
    {
        var request = Read(Recipe).Request.ShouldNotBeNull();

        var recipe = request.Space.Recipe.ShouldNotBeNull();
        recipe["learningRate"].Choices.ShouldBe([ChoiceValue.Of(0.001), ChoiceValue.Of(0.01), ChoiceValue.Of(0.1)]);
        recipe["batchSize"].Choices.ShouldBe([ChoiceValue.Of(32), ChoiceValue.Of(64), ChoiceValue.Of(128)]);
        recipe["horizontalFlip"].Choices.ShouldBe([new("false"), new("true")]);
        SearchSpaces.Of(request.Space).ShouldBeOfType<JointSpace>().CandidateCount.ShouldBe(15_625 * 3 * 3 * 3 * 8);
    }

    [Fact]
    public void Read_WrittenRequest_ComesBackEqual()
    {
        var request = Read(Recipe).Request!;

        var again = Requests.Read(JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest));

        again.Errors.ShouldBeEmpty();
        again.Request!.Space.ShouldBe(request.Space);
        RecipeHash.Of(again.Request).ShouldBe(RecipeHash.Of(request));
        RecipeHash.Of(request).ShouldNotBe(RecipeHash.Of(Read("""{ "labelSmoothing": { "choices": [0, 0.1] } }""").Request!));
    }

    [Fact]
    public void Of_ACandidate_IsTheRequestsRecipeWithItsChoices()
    {
        var request = Read(Recipe).Request!;

        var sgd = CandidateRecipe.Of(request.Space, $"{Cell} @ {Rest(128)} learningRate=0.1 optimiser=sgd momentum=0", request.Training);
        var adamw = CandidateRecipe.Of(request.Space, $"{Cell} @ {Rest(32)} learningRate=0.001 optimiser=adamw", request.Training);

        (sgd.LearningRate, sgd.Momentum, sgd.BatchSize, sgd.Optimiser, sgd.LabelSmoothing).ShouldBe((0.1, 0, 128, null, 0.1));
        sgd.Augmentation.ShouldBe(new AugmentationSpecification { CropPadding = 4 });
        (adamw.LearningRate, adamw.Momentum, adamw.BatchSize, adamw.WeightDecay, adamw.Epochs).ShouldBe((0.001, 0, 32, 0.001, 3));
        adamw.Optimiser.ShouldBe(new OptimiserSpecification { Name = OptimiserKind.AdamW, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8 });
    }

    [Fact]
    public void Read_MomentumOfNothingWithNesterov_IsRefused()
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["training"] = JsonNode.Parse("""{ "optimiser": { "name": "sgd", "nesterov": true } }""");
        root["space"]!["recipe"] = JsonNode.Parse("""{ "momentum": { "choices": [0, 0.9] } }""");

        var fault = Requests.Read(root.ToJsonString()).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/space/recipe/momentum");
        fault.Message.ShouldContain("0 is not a valid choice");
    }

    [Fact]
    public void Read_FieldsThatDependOnEachOtherInARow_AreCountedAtOnce()
    {
        string[] fields = ["learningRate", "momentum", "labelSmoothing", "gradientClipNorm"];
        var recipe = string.Join(',', fields.Select((name, place) =>
            $$""" "{{name}}": { "low": 0.001, "high": 0.1, "levels": 100{{(place == 0 ? "" : $$""", "when": { "{{fields[place - 1]}}": [0.001] }""")}} }"""));

        var reading = Read($"{{{recipe}}}");

        reading.Errors.ShouldBeEmpty();
        SearchSpaces.Of(reading.Request!.Space).ShouldNotBeNull().CandidateCount.ShouldBe(15_625 * (99 + 99 + 99 + 100L));
    }

    [Fact]
    public void Write_OneCandidateToTrainAgain_FixesItsOwnRecipe()
    {
        var request = Read(Recipe).Request! with { Constraints = [] };

        var reading = Requests.Read(Encoding.UTF8.GetString(
            RetrainRequest.Write(request, [$"{Cell} @ {Rest(32)} learningRate=0.001 optimiser=adamw"])));

        reading.Errors.ShouldBeEmpty();
        (reading.Request!.Space.Recipe, reading.Request.Training.LearningRate, reading.Request.Training.BatchSize).ShouldBe((null, 0.001, 32));
        reading.Request.Seeds.ShouldBe([Cell]);
    }

    [Theory]
    [InlineData("""{}""", "", "No field is searched: give one or more of epochs, optimiser, learningRate")]
    [InlineData("""{"learningrate": {"choices": [0.1, 0.2]}}""", "/learningrate", "is not a recipe field that can be searched; use one of epochs, optimiser")]
    [InlineData("""{"learningrate": {"choices": [0.1, 0.2]}}""", "/learningrate", "learningRate'?")]
    [InlineData("""{"epochs": {"choices": [0, 3]}}""", "/epochs/choices/0", "from 1 to 1,000, not 0")]
    [InlineData("""{"epochs": {"choices": [1, 3], "when": {"batchSize": [32]}}, "batchSize": {"choices": [32, 64]}}""", "/epochs", "remove when")]
    [InlineData("""{"precision": {"low": 1, "high": 2, "levels": 2}}""", "/precision/choices", "for example [\"fp32\", \"bf16\"]")]
    [InlineData("""{"precision": {"choices": ["fp32", "fp16"]}}""", "/precision/choices/1", "use one of fp32, bf16")]
    [InlineData("""{"nesterov": {"choices": [false, true]}, "momentum": {"choices": [0, 0.9]}}""", "/nesterov", "add \"when\": {\"momentum\": [0.9]}")]
    [InlineData("""{"nesterov": {"choices": [false, true]}, "learningRate": {"choices": [0.1, 0.2]}, "optimiser": {"choices": ["sgd", "adam"]}}""", "/nesterov", "add \"when\": {\"optimiser\": [\"sgd\"]}")]
    [InlineData("""{"schedule": {"choices": ["cosine", "triangle"]}}""", "/schedule/choices/1", "use one of cosine, step, constant")]
    [InlineData("""{"schedule": {"choices": ["cosine", 5]}}""", "/schedule/choices/1", "not 5")]
    [InlineData("""{"schedule": {"choices": ["cosine", "step"]}}""", "/schedule", "search this too")]
    [InlineData("""{"schedule": {"choices": ["cosine", "step"]}, "everyEpochs": {"choices": [1, 2]}}""", "/everyEpochs", "add \"when\": {\"schedule\": [\"step\"]}")]
    [InlineData("""{"everyEpochs": {"choices": [1, 2]}}""", "/everyEpochs", "search schedule too")]
    [InlineData("""{"schedule": {"choices": ["cosine", "step"]}, "everyEpochs": {"choices": [2, 3], "when": {"schedule": ["step"]}}}""", "/everyEpochs", "for more than 3 epochs")]
    [InlineData("""{"factor": {"choices": [0.1, 0.5]}}""", "/factor", "search schedule too")]
    [InlineData("""{"warmUpEpochs": {"choices": [0, 3]}}""", "/warmUpEpochs", "before a training of 3 epochs ends")]
    [InlineData("""{"learningRate": {"choices": [0.1, 20]}}""", "/learningRate/choices/1", "greater than 0 and at most 10, not 20")]
    [InlineData("""{"learningRate": {"choices": [0.1, "high"]}}""", "/learningRate/choices/1", "not the text 'high'")]
    [InlineData("""{"learningRate": {"choices": [0.1, 0.10]}}""", "/learningRate/choices/1", "0.1 occurs twice")]
    [InlineData("""{"learningRate": {"choices": [0.1]}}""", "/learningRate/choices", "nothing to choose")]
    [InlineData("""{"learningRate": {"choices": [0.1, 0.2], "low": 0.1}}""", "/learningRate/low", "already listed")]
    [InlineData("""{"learningRate": {"low": 0.1, "high": 0.2}}""", "/learningRate/levels", "how many values, 2 to 100")]
    [InlineData("""{"learningRate": {"low": 0.1, "high": 0.01, "levels": 3}}""", "/learningRate/high", "0.01 is not above low, 0.1")]
    [InlineData("""{"weightDecay": {"low": 0, "high": 0.01, "levels": 3, "scale": "log"}}""", "/weightDecay/low", "must start above 0")]
    [InlineData("""{"weightDecay": {"choices": [0, 0.01], "scale": "log"}}""", "/weightDecay/scale", "greater than 0 have logarithms")]
    [InlineData("""{"batchSize": {"low": 0, "high": 64, "levels": 3}}""", "/batchSize/low", "a whole number from 1 to 4,096, not 0")]
    [InlineData("""{"optimiser": {"choices": ["sgd", "lion"]}, "learningRate": {"choices": [0.1, 0.2]}}""", "/optimiser/choices/1", "use one of sgd, adam, adamw")]
    [InlineData("""{"optimiser": {"low": 1, "high": 2, "levels": 2}}""", "/optimiser/choices", "for example [\"sgd\", \"adamw\"]")]
    [InlineData("""{"momentum": {"choices": [0, 0.9]}, "learningRate": {"choices": [0.1, 0.2]}, "optimiser": {"choices": ["sgd", "adam"]}}""", "/momentum", "add \"when\": {\"optimiser\": [\"sgd\"]}")]
    [InlineData("""{"momentum": {"choices": [0, 0.9], "when": {"batchSize": [32]}}, "batchSize": {"choices": [32, 64]}, "learningRate": {"choices": [0.1, 0.2]}, "optimiser": {"choices": ["sgd", "adam"]}}""", "/momentum", "add \"when\": {\"optimiser\": [\"sgd\"]}")]
    [InlineData("""{"momentum": {"choices": [0, 0.9], "when": {"optimiser": ["sgd"]}}}""", "/momentum", "which is not searched")]
    [InlineData("""{"labelSmoothing": {"choices": [0, 0.1], "when": {"batchSize": [16]}}, "batchSize": {"choices": [32, 64]}}""", "/labelSmoothing", "batchSize has no choice 16; use one of 32, 64")]
    [InlineData("""{"labelSmoothing": {"choices": [0, 0.1], "when": {"labelSmoothing": [0]}}}""", "/labelSmoothing", "depends on itself")]
    [InlineData("""{"labelSmoothing": {"choices": [0, 0.1], "when": {}}}""", "/labelSmoothing/when", "name one field")]
    [InlineData("""{"cutout": {"choices": [0, 28]}}""", "/cutout", "28 pixels leave nothing of images of 28 × 28")]
    [InlineData("""{"horizontalFlip": {"choices": [true, 1]}}""", "/horizontalFlip/choices/1", "true or false, not 1")]
    public void Read_WrongRecipe_SaysWhereWhatAndWhatToDo(string recipe, string pointer, string expected)
    {
        var reading = Read(recipe);

        reading.Errors.ShouldContain(error => error.Pointer == $"/space/recipe{pointer}" && error.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"learningRate": {"choices": [0.1, 0.2]}}""", """{"learningRate": 0.05}""", "/learningRate", "training also sets this field")]
    [InlineData("""{"cutout": {"choices": [0, 4]}}""", """{"augmentation": {"cutout": 8}}""", "/cutout", "training also sets this field")]
    [InlineData("""{"momentum": {"choices": [0, 0.9]}}""", """{"optimiser": {"name": "adam"}}""", "/momentum", "beta1 instead of momentum")]
    [InlineData("""{"epochs": {"choices": [2, 6]}}""", """{"epochs": 2}""", "/epochs", "training also sets this field")]
    [InlineData("""{"epochs": {"choices": [2, 6]}}""", """{"rungs": [2, 6]}""", "/epochs", "remove training.rungs, or set training.epochs")]
    [InlineData("""{"epochs": {"choices": [2, 6]}}""", """{"schedule": {"name": "constant", "warmUpEpochs": 2}}""", "/epochs", "beyond the 2 epochs")]
    [InlineData("""{"epochs": {"choices": [2, 6]}, "warmUpEpochs": {"choices": [0, 3]}}""", """{}""", "/warmUpEpochs", "add \"when\": {\"epochs\": [...]}")]
    [InlineData("""{"warmUpEpochs": {"choices": [0, 1]}}""", """{"epochs": 6, "rungs": [1, 6]}""", "/warmUpEpochs", "restarts, after 1 epochs")]
    [InlineData("""{"schedule": {"choices": ["cosine", "constant"]}}""", """{"schedule": {"name": "constant"}}""", "/schedule", "training also sets this field")]
    [InlineData("""{"nesterov": {"choices": [false, true]}}""", """{"optimiser": {"name": "adam"}}""", "/nesterov", "no Nesterov momentum")]
    [InlineData("""{"nesterov": {"choices": [false, true]}}""", """{"momentum": 0}""", "/nesterov", "set training.momentum")]
    [InlineData("""{"precision": {"choices": ["fp32", "bf16"]}}""", """{"precision": "bf16"}""", "/precision", "training also sets this field")]
    [InlineData("""{"optimiser": {"choices": ["sgd", "adam"]}}""", """{}""", "/optimiser", "search learningRate too, or set one optimiser in training")]
    public void Read_WhatTrainingSaysToo_IsAFault(string recipe, string training, string pointer, string expected) =>
        Read(recipe, training).Errors.ShouldContain(
            error => error.Pointer == $"/space/recipe{pointer}" && error.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Read_EpochsOfAnAlgorithmThatSaysHowFar_AreRefused()
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["space"]!["recipe"] = JsonNode.Parse("""{ "epochs": { "choices": [3, 9] } }""");
        root["algorithm"] = JsonNode.Parse("""{ "name": "shemoa" }""");
        root["budgets"] = JsonNode.Parse("""{ "epochs": 10000 }""");
        root.AsObject().Remove("training");

        var fault = SearchRequestReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), Requests.Catalogue with { Algorithms = ["shemoa"] }).Errors.ShouldHaveSingleItem();

        (fault.Pointer, fault.Message).ShouldSatisfyAllConditions(
            said => said.Pointer.ShouldBe("/space/recipe/epochs"), said => said.Message.ShouldContain("'shemoa' determines how far"));
    }

    [Fact]
    public void Of_CandidatesOfOtherEpochsAndSchedules_AreTrainedByTheirOwn()
    {
        var request = Read(Course, "{}").Request.ShouldNotBeNull();

        var step = CandidateRecipe.Of(request.Space, $"{Cell} @ epochs=6 momentum=0.9 nesterov=true precision=bf16 schedule=step everyEpochs=2 factor=0.5 warmUpEpochs=1", request.Training);
        var shortStep = CandidateRecipe.Of(request.Space, $"{Cell} @ epochs=2 momentum=0 precision=fp32 schedule=step everyEpochs=2 factor=0.1", request.Training);
        var cosine = CandidateRecipe.Of(request.Space, $"{Cell} @ epochs=2 momentum=0.9 nesterov=false precision=fp32 schedule=cosine", request.Training);

        request.Training.Epochs.ShouldBe(6, "the most that a candidate can have");
        (step.Epochs, step.Optimiser?.Nesterov, step.Precision).ShouldBe((6, true, TrainingPrecision.BrainFloat));
        (step.Schedule!.Name, step.Schedule.WarmUpEpochs, step.Schedule.Factor).ShouldBe((ScheduleKind.Step, 1, 0.5));
        step.Schedule.Milestones.ShouldBe([2, 4]);
        (shortStep.Epochs, shortStep.Momentum, shortStep.Schedule?.Name).ShouldBe((2, 0, ScheduleKind.Constant), "it ends before it is lowered");
        (cosine.Epochs, cosine.Optimiser, cosine.Precision, cosine.Schedule).ShouldBe((2, null, null, null));
    }

    [Fact]
    public void Write_RequestsOfSearchedEpochs_ComeBackEqualAsAWholeAndForOneCandidate()
    {
        var request = Read(Course, "{}").Request! with { Constraints = [] };

        var again = Requests.Read(JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest));
        var one = Requests.Read(Encoding.UTF8.GetString(
            RetrainRequest.Write(request, [$"{Cell} @ epochs=2 momentum=0 precision=fp32 schedule=step everyEpochs=2 factor=0.1"])));

        again.Errors.ShouldBeEmpty();
        RecipeHash.Of(again.Request!).ShouldBe(RecipeHash.Of(request));
        one.Errors.ShouldBeEmpty();
        (one.Request!.Training.Epochs, one.Request.Training.Schedule?.Name).ShouldBe((2, ScheduleKind.Constant));
    }

    [Fact]
    public void Write_EpochsOfAnOrderForCandidatesWithTheirOwn_AreThoseOfAllOrRefused()
    {
        const string Cosine = "momentum=0.9 schedule=cosine";
        var request = Read("""{"epochs": {"choices": [2, 6]}, "momentum": {"choices": [0, 0.9]}, "schedule": {"choices": ["constant", "cosine"]}}""", "{}").Request! with { Constraints = [] };
        var alone = Read("""{"epochs": {"choices": [2, 6]}}""", "{}").Request! with { Constraints = [] };
        var dependent = Read(Course, "{}").Request! with { Constraints = [] };

        var equal = Ordered(request, [$"{Cell} @ epochs=2 {Cosine}", $"{Cell} @ epochs=6 {Cosine}", $"{Cell} @ epochs=2 momentum=0 schedule=constant"]).Request.ShouldNotBeNull();
        var bare = Ordered(alone, [$"{Cell} @ epochs=2"]).Request.ShouldNotBeNull();
        var refused = Ordered(dependent, [$"{Cell} @ epochs=2 momentum=0 precision=fp32 schedule=cosine"]);

        equal.Seeds.ShouldBe([$"{Cell} @ {Cosine}", $"{Cell} @ momentum=0 schedule=constant"]);
        (equal.Training.Epochs, equal.Budgets.Evaluations, equal.Space.Recipe!.Keys.Order().Aggregate("", string.Concat)).ShouldBe((200, 2, "momentumschedule"));
        (bare.Training.Epochs, bare.Space.Recipe, bare.Seeds!.Single()).ShouldBe((200, null, Cell));
        refused.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fault => fault.Pointer.ShouldBe("/space/recipe/epochs"), fault => fault.Message.ShouldContain("remove training.epochs"));
    }

    static SearchRequestReading Ordered(SearchRequest request, IReadOnlyList<string> architectures) => Requests.Read(Encoding.UTF8.GetString(
        RetrainRequest.Write(request, "s1a", architectures, RetrainOrder.Read("""{"training": {"epochs": 200}}"""u8.ToArray()).Order!)));

    static string Rest(int batch) => $"batchSize={batch} cropPadding=4 horizontalFlip=false labelSmoothing=0.1";

    static SearchRequestReading Read(string recipe, string training = """{ "epochs": 3, "weightDecay": 0.001 }""")
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["space"]!["recipe"] = JsonNode.Parse(recipe);
        root["training"] = JsonNode.Parse(training);
        return Requests.Read(root.ToJsonString());
    }
}
