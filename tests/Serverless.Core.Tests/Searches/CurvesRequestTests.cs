using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose trainings are stopped by their learning curves.</summary>
public sealed class CurvesRequestTests
{
    [Fact]
    public void Read_Rule_HasItsDefaultsAndIsReadAgainAsItIsKept()
    {
        var request = Read("[1, 3]", """{"rule": "learningCurves"}""").Request.ShouldNotBeNull();

        request.Promotion.ShouldBe(new PromotionSpecification { ReductionFactor = 1, Rule = RungRule.LearningCurves, LeastChance = 0.25, WholeCurves = 8 });
        var written = JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest);
        var again = SearchRequestReader.Read(written, Requests.Catalogue);
        again.Errors.ShouldBeEmpty();
        JsonSerializer.SerializeToUtf8Bytes(again.Request, CoreJson.Default.SearchRequest).ShouldBe(written);
    }

    [Fact]
    public void Read_ByRank_IsARequestThatSaysNothing() =>
        Read("[1, 3]", """{"rule": "rank"}""").Request.ShouldNotBeNull().Promotion.ShouldBe(new PromotionSpecification { ReductionFactor = 3 });

    [Theory]
    [InlineData(null, """{"rule": "learningCurves"}""", "/promotion/rule", "no learning curves without rungs before the end")]
    [InlineData("[3]", """{"rule": "learningCurves"}""", "/promotion/rule", "no learning curves without rungs before the end")]
    [InlineData("[0, 3]", """{"rule": "learningCurves"}""", "/promotion/rule", "start training.rungs with at least 1")]
    [InlineData("[1, 3]", """{"rule": "learningCurve"}""", "/promotion/rule", "Did you mean 'learningCurves'?")]
    [InlineData("[1, 3]", """{"rule": "learningCurves", "reductionFactor": 3}""", "/promotion/reductionFactor", "remove this field, or the rule")]
    [InlineData("[1, 3]", """{"rule": "learningCurves", "variant": "promotion"}""", "/promotion/variant", "remove this field, or the rule")]
    [InlineData("[1, 3]", """{"rule": "learningCurves", "leastChance": 1.5}""", "/promotion/leastChance", "from 0 to 1")]
    [InlineData("[1, 3]", """{"rule": "learningCurves", "wholeCurves": 3}""", "/promotion/wholeCurves", "from 4 to 100")]
    [InlineData("[1, 3]", """{"rule": "learningCurves", "wholeCurves": 100}""", "/promotion/wholeCurves", "ends the search before anything could be stopped")]
    [InlineData("[1, 3]", """{"wholeCurves": 10}""", "/promotion/wholeCurves", "add \"rule\": \"learningCurves\"")]
    [InlineData("[1, 3]", """{"rule": "rank", "leastChance": 0.1}""", "/promotion/leastChance", "add \"rule\": \"learningCurves\"")]
    public void Read_WhatDoesNotGoTogether_IsNamedWithTheRemedy(string? rungs, string promotion, string pointer, string text)
    {
        var fault = Read(rungs, promotion).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.ShouldContain(text);
    }

    [Fact]
    public void Read_ObjectivesThatNoTrainingTells_HaveNoCurve()
    {
        var fault = Read("[1, 3]", """{"rule": "learningCurves"}""", """{"metric": "macs", "goal": "minimise"}""").Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/promotion/rule");
        fault.Message.ShouldContain("add one, for example accuracy");
    }

    static SearchRequestReading Read(string? rungs, string promotion, string? objective = null)
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["training"]!["rungs"] = rungs is null ? null : JsonNode.Parse(rungs);
        root["promotion"] = JsonNode.Parse(promotion);
        root["objectives"]![0] = objective is null ? root["objectives"]![0]!.DeepClone() : JsonNode.Parse(objective);
        return SearchRequestReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), Requests.Catalogue);
    }
}
