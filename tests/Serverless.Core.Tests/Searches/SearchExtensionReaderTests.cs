using System.Text;
using Serverless.Core.Budgets;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class SearchExtensionReaderTests
{
    [Fact]
    public void Read_EveryBudget_GivesThem() =>
        Read("""{"schemaVersion":1,"budgets":{"trainings":12,"evaluations":20,"generations":2,"gpuSeconds":7.5,"wallClockSeconds":90.5,"noImprovementGenerations":3,"noImprovementEvaluations":30,"targetHypervolume":0.5}}""").Added.ShouldBe(
            new BudgetLimits { Trainings = 12, Evaluations = 20, Generations = 2, GpuSeconds = 7.5, WallClockSeconds = 90.5, NoImprovementGenerations = 3, NoImprovementEvaluations = 30, TargetHypervolume = 0.5 });

    [Fact]
    public void Read_WhatIsNoLimit_IsNoField() =>
        Read("""{"budgets":{"gpuSeconds":1,"gpuSecondsPerEpoch":1}}""").Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/budgets/gpuSecondsPerEpoch");

    [Fact]
    public void Read_OneBudget_LeavesTheOthersOut() =>
        Read("""{"budgets":{"trainings":1}}""").Added.ShouldBe(new BudgetLimits { Trainings = 1 });

    [Fact]
    public void Read_ManyFaults_NamesThemAll()
    {
        var reading = Read("""{"budgets":{"trainings":0,"generations":1.5,"wallClockSeconds":-1,"training":3},"seed":1,"schemaVersion":2}""");

        (reading.IsValid, reading.IsWellFormed).ShouldBe((false, true));
        reading.Errors.Select(error => error.Pointer).ShouldBe(
            ["/schemaVersion", "/budgets/trainings", "/budgets/generations", "/budgets/wallClockSeconds", "/budgets/training", "/seed"]);
        reading.Errors[4].Message.ShouldContain("trainings");
    }

    [Theory]
    [InlineData("{}", "/budgets")]
    [InlineData("""{"budgets":{}}""", "/budgets")]
    [InlineData("""{"budgets":{"trainings":null}}""", "/budgets")]
    [InlineData("[]", "")]
    public void Read_NothingToAdd_IsAFault(string json, string pointer) =>
        Read(json).Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);

    [Fact]
    public void Read_NoJson_IsNotWellFormed() => Read("{").IsWellFormed.ShouldBeFalse();

    static SearchExtensionReading Read(string json) => SearchExtensionReader.Read(Encoding.UTF8.GetBytes(json));
}
