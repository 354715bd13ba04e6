using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class ModeRequestTests
{
    const string Budgets = """{"trainings": 24}""";

    [Theory]
    [InlineData("", 3)]
    [InlineData(""", "parallelism": 1000""", 1_000)]
    public void Read_Asynchronous_RunsAsManyAsToldOrAsABatchHas(string more, int parallelism)
    {
        var request = Read($$""", "mode": "asynchronous"{{more}}""").Request.ShouldNotBeNull();

        request.IsAsynchronous.ShouldBeTrue();
        request.Parallelism.ShouldBe(parallelism);
    }

    [Fact]
    public void Read_AsynchronousWithoutABatch_RunsEight() =>
        Requests.Read(WithBudgets(Requests.Valid).Replace("\"batchSize\": 3, \"populationSize\": 6,", "\"populationSize\": 6,", StringComparison.Ordinal)
            .Replace("\"seed\": 7", "\"seed\": 7, \"mode\": \"asynchronous\"", StringComparison.Ordinal)).Request.ShouldNotBeNull().Parallelism.ShouldBe(6);

    [Theory]
    [InlineData("")]
    [InlineData(""", "mode": "synchronous" """)]
    public void Read_Synchronous_KeepsNothingOfIt(string more)
    {
        var request = Read(more).Request.ShouldNotBeNull();

        request.Mode.ShouldBeNull();
        request.Parallelism.ShouldBeNull();
    }

    [Theory]
    [InlineData(""", "mode": "parallel" """, "/mode", "asynchronous")]
    [InlineData(""", "parallelism": 4""", "/parallelism", "\"mode\": \"asynchronous\"")]
    [InlineData(""", "mode": "synchronous", "parallelism": 4""", "/parallelism", "algorithm.batchSize")]
    [InlineData(""", "mode": "asynchronous", "parallelism": 0""", "/parallelism", "1")]
    [InlineData(""", "mode": "asynchronous", "parallelism": 1001""", "/parallelism", "1000")]
    [InlineData(""", "mode": "asynchronous", "surrogate": {"otherSearches": true}""", "/surrogate/otherSearches", "remove otherSearches")]
    [InlineData(""", "mode": "asynchronous", "parallelism": 501, "surrogate": {}""", "/surrogate/poolSize", "a larger poolSize")]
    public void Read_WhatDoesNotGoTogether_IsNamedWithTheRemedy(string more, string pointer, string text)
    {
        var fault = Read(more).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.Replace(",", "", StringComparison.Ordinal).ShouldContain(text);
    }

    [Fact]
    public void Read_AsynchronousWithASurrogate_TakesIt() =>
        Read(""", "mode": "asynchronous", "surrogate": {}""").Request.ShouldNotBeNull().Surrogate!.PoolSize.ShouldBe(500);

    [Fact]
    public void Read_PoolBelowAGenerationAndAboveWhatIsUnderWay_IsTakenWhereThereAreNoGenerations()
    {
        const string Small = """, "surrogate": {"poolSize": 2}""";

        Read($""", "mode": "asynchronous", "parallelism": 2{Small}""").Request.ShouldNotBeNull();
        Read(Small).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/surrogate/poolSize");
    }

    [Fact]
    public void Read_AsynchronousWithGpuSeconds_TakesThem() => Requests.Read(WithBudgets(Requests.Valid)
        .Replace(Budgets, """{"trainings": 24, "gpuSeconds": 5}""", StringComparison.Ordinal)
        .Replace("\"seed\": 7", "\"seed\": 7, \"mode\": \"asynchronous\"", StringComparison.Ordinal)).Request.ShouldNotBeNull().Budgets.GpuSeconds.ShouldBe(5);

    [Fact]
    public void Read_AsynchronousWithALimitThatItDoesNotKeep_IsRefused()
    {
        var json = WithBudgets(Requests.Valid).Replace(Budgets, """{"trainings": 24, "noImprovementGenerations": 5}""", StringComparison.Ordinal);

        var fault = Requests.Read(json.Replace("\"seed\": 7", "\"seed\": 7, \"mode\": \"asynchronous\"", StringComparison.Ordinal)).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/budgets");
        fault.Message.ShouldContain("noImprovementEvaluations");
    }

    [Fact]
    public void Read_AsynchronousWithABudgetOfGenerations_IsRefused()
    {
        var fault = Requests.ReadWith("mode", "\"asynchronous\"").Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/budgets");
        fault.Message.ShouldContain("generations");
    }

    [Theory]
    [InlineData("promotion", true)]
    [InlineData("stopping", false)]
    public void Read_VariantOfRungs_IsKeptWhereItIsNotTheDefault(string variant, bool promotes)
    {
        var request = ReadRungs("[1, 3]", variant, ", \"mode\": \"asynchronous\"").Request.ShouldNotBeNull();

        request.Promotion.ShouldNotBeNull().Variant.ShouldBe(promotes ? HalvingVariant.Promotion : null);
    }

    [Theory]
    [InlineData("[1, 3]", "pausing", ", \"mode\": \"asynchronous\"", "/promotion/variant", "stopping")]
    [InlineData("[0, 3]", "promotion", ", \"mode\": \"asynchronous\"", "/promotion/variant", "start training.rungs with at least 1")]
    [InlineData("[1, 3]", "promotion", "", "/promotion", "\"mode\": \"asynchronous\"")]
    public void Read_VariantThatDoesNotGoWithTheRest_IsNamedWithTheRemedy(string rungs, string variant, string more, string pointer, string text)
    {
        var fault = ReadRungs(rungs, variant, more).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.ShouldContain(text);
    }

    static SearchRequestReading ReadRungs(string rungs, string variant, string more) => Requests.Read(WithBudgets(Requests.Valid)
        .Replace("\"epochs\": 3", $"\"epochs\": 3, \"rungs\": {rungs}", StringComparison.Ordinal)
        .Replace("\"seed\": 7", $"\"seed\": 7, \"promotion\": {{\"variant\": \"{variant}\"}}{more}", StringComparison.Ordinal));

    static SearchRequestReading Read(string more) =>
        Requests.Read(WithBudgets(Requests.Valid).Replace("\"seed\": 7", $"\"seed\": 7{more}", StringComparison.Ordinal));

    static string WithBudgets(string json) => json.Replace(
        """{ "trainings": 24, "evaluations": 100, "generations": 10, "wallClockSeconds": 300 }""", Budgets, StringComparison.Ordinal);
}
