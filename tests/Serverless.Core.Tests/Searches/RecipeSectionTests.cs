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
        fault.Message.ShouldContain("0 is no choice");
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

        var reading = Requests.Read(System.Text.Encoding.UTF8.GetString(
            RetrainRequest.Write(request, [$"{Cell} @ {Rest(32)} learningRate=0.001 optimiser=adamw"])));

        reading.Errors.ShouldBeEmpty();
        (reading.Request!.Space.Recipe, reading.Request.Training.LearningRate, reading.Request.Training.BatchSize).ShouldBe((null, 0.001, 32));
        reading.Request.Seeds.ShouldBe([Cell]);
    }

    [Theory]
    [InlineData("""{}""", "", "No field is searched: name some of optimiser, learningRate")]
    [InlineData("""{"learningrate": {"choices": [0.1, 0.2]}}""", "/learningrate", "is no field of the recipe that can be searched; there are optimiser")]
    [InlineData("""{"learningrate": {"choices": [0.1, 0.2]}}""", "/learningrate", "learningRate'?")]
    [InlineData("""{"epochs": {"choices": [1, 3]}}""", "/epochs", "name training.rungs")]
    [InlineData("""{"learningRate": {"choices": [0.1, 20]}}""", "/learningRate/choices/1", "greater than 0 and at most 10, not 20")]
    [InlineData("""{"learningRate": {"choices": [0.1, "high"]}}""", "/learningRate/choices/1", "not the text 'high'")]
    [InlineData("""{"learningRate": {"choices": [0.1, 0.10]}}""", "/learningRate/choices/1", "0.1 is there twice")]
    [InlineData("""{"learningRate": {"choices": [0.1]}}""", "/learningRate/choices", "nothing to choose")]
    [InlineData("""{"learningRate": {"choices": [0.1, 0.2], "low": 0.1}}""", "/learningRate/low", "listed already")]
    [InlineData("""{"learningRate": {"low": 0.1, "high": 0.2}}""", "/learningRate/levels", "how many values, 2 to 100")]
    [InlineData("""{"learningRate": {"low": 0.1, "high": 0.01, "levels": 3}}""", "/learningRate/high", "0.01 is not above low, 0.1")]
    [InlineData("""{"weightDecay": {"low": 0, "high": 0.01, "levels": 3, "scale": "log"}}""", "/weightDecay/low", "begins above 0")]
    [InlineData("""{"weightDecay": {"choices": [0, 0.01], "scale": "log"}}""", "/weightDecay/scale", "greater than 0 have logarithms")]
    [InlineData("""{"batchSize": {"low": 0, "high": 64, "levels": 3}}""", "/batchSize/low", "a whole number from 1 to 4,096, not 0")]
    [InlineData("""{"optimiser": {"choices": ["sgd", "lion"]}, "learningRate": {"choices": [0.1, 0.2]}}""", "/optimiser/choices/1", "there are sgd, adam, adamw")]
    [InlineData("""{"optimiser": {"low": 1, "high": 2, "levels": 2}}""", "/optimiser/choices", "for example [\"sgd\", \"adamw\"]")]
    [InlineData("""{"momentum": {"choices": [0, 0.9]}, "learningRate": {"choices": [0.1, 0.2]}, "optimiser": {"choices": ["sgd", "adam"]}}""", "/momentum", "add \"when\": {\"optimiser\": [\"sgd\"]}")]
    [InlineData("""{"momentum": {"choices": [0, 0.9], "when": {"batchSize": [32]}}, "batchSize": {"choices": [32, 64]}, "learningRate": {"choices": [0.1, 0.2]}, "optimiser": {"choices": ["sgd", "adam"]}}""", "/momentum", "add \"when\": {\"optimiser\": [\"sgd\"]}")]
    [InlineData("""{"momentum": {"choices": [0, 0.9], "when": {"optimiser": ["sgd"]}}}""", "/momentum", "which is not searched")]
    [InlineData("""{"labelSmoothing": {"choices": [0, 0.1], "when": {"batchSize": [16]}}, "batchSize": {"choices": [32, 64]}}""", "/labelSmoothing", "batchSize has no choice 16; there are 32, 64")]
    [InlineData("""{"labelSmoothing": {"choices": [0, 0.1], "when": {"labelSmoothing": [0]}}}""", "/labelSmoothing", "depends on itself")]
    [InlineData("""{"labelSmoothing": {"choices": [0, 0.1], "when": {}}}""", "/labelSmoothing/when", "name one field")]
    [InlineData("""{"cutout": {"choices": [0, 28]}}""", "/cutout", "28 pixels would leave nothing of images of 28 × 28")]
    [InlineData("""{"horizontalFlip": {"choices": [true, 1]}}""", "/horizontalFlip/choices/1", "true or false, not 1")]
    public void Read_WrongRecipe_SaysWhereWhatAndWhatToDo(string recipe, string pointer, string expected)
    {
        var reading = Read(recipe);

        reading.Errors.ShouldContain(error => error.Pointer == $"/space/recipe{pointer}" && error.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"learningRate": {"choices": [0.1, 0.2]}}""", """{"learningRate": 0.05}""", "/learningRate", "training fixes this at the same time")]
    [InlineData("""{"cutout": {"choices": [0, 4]}}""", """{"augmentation": {"cutout": 8}}""", "/cutout", "training fixes this at the same time")]
    [InlineData("""{"momentum": {"choices": [0, 0.9]}}""", """{"optimiser": {"name": "adam"}}""", "/momentum", "no momentum but beta1")]
    [InlineData("""{"optimiser": {"choices": ["sgd", "adam"]}}""", """{}""", "/optimiser", "search learningRate too, or fix one in training")]
    public void Read_WhatTrainingSaysToo_IsAFault(string recipe, string training, string pointer, string expected) =>
        Read(recipe, training).Errors.ShouldContain(
            error => error.Pointer == $"/space/recipe{pointer}" && error.Message.Contains(expected, StringComparison.Ordinal));

    static string Rest(int batch) => $"batchSize={batch} cropPadding=4 horizontalFlip=false labelSmoothing=0.1";

    static SearchRequestReading Read(string recipe, string training = """{ "epochs": 3, "weightDecay": 0.001 }""")
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["space"]!["recipe"] = JsonNode.Parse(recipe);
        root["training"] = JsonNode.Parse(training);
        return Requests.Read(root.ToJsonString());
    }
}
