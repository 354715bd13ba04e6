using Serverless.Core.Surrogates;

namespace Serverless.Core.Tests.Searches;

public sealed class SurrogateRequestTests
{
    [Fact]
    public void Read_EmptySurrogate_TakesTheDefaults() =>
        Read("{}").Request.ShouldNotBeNull().Surrogate.ShouldBe(new SurrogateSpecification
        {
            Kind = "ridge",
            PoolSize = 500,
            Ensemble = 5,
            StartupTrials = 12,
            MinimumCorrelation = 0.2,
            Exploration = 0.15,
        });

    [Fact]
    public void Read_EveryField_IsRead() =>
        Read("""
            { "kind": "pareto-hybrid", "poolSize": 1000, "ensemble": 3, "balancer": "dwa", "startupTrials": 8, "minimumCorrelation": -0.5, "exploration": 0, "otherSearches": true }
            """).Request.ShouldNotBeNull().Surrogate.ShouldBe(new SurrogateSpecification
        {
            Kind = "pareto-hybrid",
            PoolSize = 1000,
            Ensemble = 3,
            Balancer = "dwa",
            StartupTrials = 8,
            MinimumCorrelation = -0.5,
            Exploration = 0,
            OtherSearches = true,
        });

    [Theory]
    [InlineData("""{ "kind": "brp-nas" }""", SurrogateSampling.Iterative)]
    [InlineData("""{ "kind": "brp-nas", "sampling": "improvement" }""", SurrogateSampling.Improvement)]
    [InlineData("""{ "kind": "gates", "sampling": "iterative" }""", SurrogateSampling.Iterative)]
    [InlineData("""{ "kind": "gates" }""", SurrogateSampling.Improvement)]
    public void Read_Sampling_IsTheKindsOwnUnlessAskedFor(string surrogate, SurrogateSampling sampling) =>
        Read(surrogate).Request.ShouldNotBeNull().Surrogate.ShouldNotBeNull().Sampling.ShouldBe(sampling);

    [Fact]
    public void Read_NoSurrogate_HasNone() =>
        Requests.Read(Request("", objective: "accuracy")).Request.ShouldNotBeNull().Surrogate.ShouldBeNull();

    [Fact]
    public void Read_EveryFieldWrong_TellsEachByPointer()
    {
        var errors = Read("""
            { "kind": "ridg", "poolSize": 0, "ensemble": 21, "startupTrials": 7, "minimumCorrelation": 2, "exploration": -1, "otherSearches": 1, "sampling": "itterative", "more": 1 }
            """).Errors;

        errors.Select(error => error.Pointer).ShouldBe(
            [.. new[] { "kind", "sampling", "poolSize", "ensemble", "startupTrials", "minimumCorrelation", "exploration", "otherSearches", "more" }.Select(name => $"/surrogate/{name}")]);
        errors[0].Message.ShouldContain("Did you mean 'ridge'?");
        errors[7].Message.ShouldBe("This must be true or false, not 1.");
    }

    [Theory]
    [InlineData("lookup")]
    [InlineData("bit-operations")]
    [InlineData("device-transfer")]
    public void Read_KindOfCostsAlone_IsRefusedWithWhatItIsFor(string kind) =>
        Read($$"""{ "kind": "{{kind}}" }""").Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe("/surrogate/kind"),
            error => error.Message.ShouldContain($"'{kind}' only predicts costs of networks"),
            error => error.Message.ShouldContain("POST /api/surrogates"));

    [Fact]
    public void Read_ObjectivesThatAreCountedOrLookedUp_LeaveNothingToPredict()
    {
        var json = Requests.Valid.Replace("\"accuracy\", \"goal\": \"maximise\", \"threshold\": 50", "\"macs\", \"goal\": \"minimise\"", StringComparison.Ordinal)
            .Replace("local-cpu", "board", StringComparison.Ordinal).Replace("\"seed\": 7", "\"seed\": 7, \"surrogate\": {}", StringComparison.Ordinal);

        var fault = Requests.Read(json).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/surrogate");
        fault.Message.ShouldContain("latencyMs@board are computed from the architecture or looked up, so there is nothing to predict; remove this field");
    }

    [Theory]
    [InlineData("""{ "kind": "hw-pr-nas", "balancer": "mgda" }""", "at most one device")]
    [InlineData("""{ "kind": "brp-nas", "balancer": "mgda" }""", "a separate network for each objective")]
    public void Read_NothingToBalance_IsRefused(string surrogate, string message) =>
        Read(surrogate).Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe("/surrogate/balancer"),
            error => error.Message.ShouldContain(message));

    [Fact]
    public void Read_FewerProposalsThanCandidates_IsRefused() =>
        Read("""{ "poolSize": 7 }""").Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe("/surrogate/poolSize"),
            error => error.Message.ShouldContain("no choice for 8 candidates"));

    [Fact]
    public void Read_NothingToPredict_IsRefused() =>
        Requests.Read(Request(", \"surrogate\": {}", objective: "parameters")).Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe("/surrogate"),
            error => error.Message.ShouldContain("nothing to predict"));

    [Fact]
    public void Read_ScoresAloneBesideAConstraintOnWhatTheyAreOf_IsRefused()
    {
        Read("""{ "kind": "hw-pr-nas" }, "constraints": [ { "metric": "accuracy", "atLeast": 80 } ]""").Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe("/surrogate/kind"),
            error => error.Message.ShouldContain("cannot show whether a candidate meets the constraint on accuracy; use a kind that predicts values, for example ridge"));
        Read("""{ "kind": "hw-pr-nas" }, "constraints": [ { "metric": "parameters", "atMost": 100000 } ]""").Request.ShouldNotBeNull("that is counted");
        Read("""{ "kind": "ridge" }, "constraints": [ { "metric": "accuracy", "atLeast": 80 } ]""").Request.ShouldNotBeNull();
    }

    static Core.Searches.Requests.SearchRequestReading Read(string surrogate) =>
        Requests.Read(Request($", \"surrogate\": {surrogate}", objective: "accuracy"));

    static string Request(string surrogate, string objective) => $$"""
        {
          "space": { "name": "nasbench201" }, "dataset": { "name": "fashion-mnist" },
          "objectives": [ { "metric": "{{objective}}", "goal": "maximise" } ],
          "algorithm": { "name": "random" }, "budgets": { "trainings": 24 }{{surrogate}}
        }
        """;
}
