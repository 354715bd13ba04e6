using System.Text;
using Serverless.Core.Recipes;
using Serverless.Core.Retraining;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tests.Searches;

namespace Serverless.Core.Tests.Retraining;

public sealed class RetrainRequestTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    static readonly SearchRequest Search = Requests.Read(Requests.Valid).Request! with
    {
        Training = new() { Epochs = 9, Rungs = [1, 3, 9], Schedule = new() { Name = ScheduleKind.Cosine, Restarts = [1, 3] }, LabelSmoothing = 0.125 },
        Promotion = new() { ReductionFactor = 3 },
        Mode = SearchMode.Asynchronous,
        Parallelism = 4,
    };

    [Fact]
    public void Write_NothingChanged_TrainsAsTheSearchDid()
    {
        var request = Read(RetrainRequest.Write(Search, [Cell]));

        RecipeHash.Of(request).ShouldBe(RecipeHash.Of(Search), "what the search trained is found in the evaluation cache");
        (request.Seed, request.EvaluationSeed).ShouldBe((Search.Seed, Search.EvaluationSeed));
        request.Seeds.ShouldBe([Cell]);
        request.Budgets.ShouldBe(new() { Evaluations = 1 });
        request.Constraints.ShouldBeEmpty();
        request.Training.Rungs.ShouldBeNull();
        request.Objectives.Select(objective => objective.Name).ShouldBe(Search.Objectives.Select(objective => objective.Name));
        (request.RetrainOf, request.IsAsynchronous, request.Algorithm.Name).ShouldBe((null, false, "random"));
    }

    [Fact]
    public void Write_Changes_TakeThePlaceOfTheSearchsFieldByField()
    {
        var request = Read(Ordered("""
            {"training": {"epochs": 200}, "space": {"channels": 16}, "dataset": {"trainingImages": 40000}, "seed": 5, "name": "long"}
            """));

        (request.Training.Epochs, request.Training.LabelSmoothing, request.Training.Schedule).ShouldBe((200, 0.125, null));
        (request.Space.Channels, request.Space.CellsPerStage, request.Space.Name).ShouldBe((16, 1, "nasbench201"));
        (request.Dataset.TrainingImages, request.Dataset.ValidationImages, request.Dataset.SplitSeed).ShouldBe((40_000, 2_000, 3));
        (request.Seed, request.Name, request.RetrainOf).ShouldBe((5, "long", "s1a"));
    }

    [Theory]
    [InlineData("""{"training": {"epochs": 0}}""", "/training/epochs")]
    [InlineData("""{"training": {"epoch": 5}}""", "/training/epoch")]
    [InlineData("""{"space": {"channels": -1}}""", "/space/channels")]
    [InlineData("""{"dataset": {"trainingImages": 60000}}""", "/dataset")]
    [InlineData("""{"seed": "x"}""", "/seed")]
    public void Write_ImpossibleChanges_AreFaultsOfTheRequest(string order, string pointer) =>
        Requests.Read(Encoding.UTF8.GetString(Ordered(order))).Errors.ShouldContain(error => error.Pointer.StartsWith(pointer, StringComparison.Ordinal));

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""{"candidates": []}""", "/candidates")]
    [InlineData("""{"candidates": ["c1", "c2", "c1"]}""", "/candidates/2")]
    [InlineData("""{"candidates": ["c1"], "top": 1}""", "/top")]
    [InlineData("""{"top": 0}""", "/top")]
    [InlineData("""{"top": 101}""", "/top")]
    [InlineData("""{"space": {"name": "mobile"}}""", "/space/name")]
    [InlineData("""{"training": 7}""", "/training")]
    [InlineData("""{"training": {"epochs": 5, "epochs": 6}}""", "/training/epochs")]
    [InlineData("""{"epochs": 7}""", "/epochs")]
    public void Read_WhatIsNoOrder_NamesTheFault(string json, string pointer)
    {
        var reading = RetrainOrder.Read(Encoding.UTF8.GetBytes(json));

        reading.Order.ShouldBeNull();
        reading.Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    static byte[] Ordered(string json) =>
        RetrainRequest.Write(Search, "s1a", [Cell], RetrainOrder.Read(Encoding.UTF8.GetBytes(json)).Order.ShouldNotBeNull());

    static SearchRequest Read(byte[] json)
    {
        var reading = Requests.Read(Encoding.UTF8.GetString(json));
        return reading.Request ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }
}
