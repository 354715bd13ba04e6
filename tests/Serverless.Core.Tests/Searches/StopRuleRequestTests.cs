using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

/// <summary>Limits in requests that depend on the front.</summary>
public sealed class StopRuleRequestTests
{
    [Fact]
    public void Read_LimitsThatTheFrontIsJudgedBy_GivesThem()
    {
        var budgets = Requests.ReadWith("budgets", """{ "noImprovementGenerations": 3, "noImprovementEvaluations": 30, "targetHypervolume": 12.5 }""")
            .Request.ShouldNotBeNull().Budgets;

        budgets.ShouldBe(new() { NoImprovementGenerations = 3, NoImprovementEvaluations = 30, TargetHypervolume = 12.5 });
    }

    [Theory]
    [InlineData("noImprovementGenerations", "0", "from 1 to 99,999, not 0")]
    [InlineData("noImprovementEvaluations", "2.5", "from 1 to 1,000,000, not 2.5")]
    [InlineData("targetHypervolume", "0", "a finite number greater than 0, not 0")]
    [InlineData("targetHypervolume", "1e31", "too large")]
    [InlineData("noImprovementGeneration", "1", "Did you mean 'noImprovementGenerations'?")]
    public void Read_ValueThatIsNone_IsReportedThere(string field, string json, string message) =>
        Expect(Requests.ReadWith($"budgets/{field}", json), $"/budgets/{field}", message);

    [Fact]
    public void Read_TargetWithoutAThreshold_SaysThatNobodyKnowsWhatItMeans()
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["objectives"]![1]!.AsObject().Remove("threshold");
        root["budgets"]!["targetHypervolume"] = 12.5;

        Expect(Requests.Read(root.ToJsonString()), "/budgets/targetHypervolume", "the objective latencyMs@local-cpu has no threshold: the meaning of 12.5");
    }

    [Fact]
    public void Read_TargetAlone_AsksForALimitThatEndsTheSearchInAnyCase() =>
        Expect(Requests.ReadWith("budgets", """{ "targetHypervolume": 12.5 }"""), "/budgets/targetHypervolume", "give another limit too, for example noImprovementGenerations");

    static void Expect(SearchRequestReading reading, string pointer, string message)
    {
        var error = reading.Errors.ShouldHaveSingleItem();
        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }
}
