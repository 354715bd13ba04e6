using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Fronts;

public sealed class FrontSelectionTests
{
    const string Latency = "latencyMs@board";

    static readonly Objective[] Objectives =
    [
        new() { Metric = "accuracy", Goal = Goal.Maximise },
        new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" },
    ];

    // Scaled: a (0, 1), b (.1, .6), c (.2, .1), d (.6, .03), e (1, 0); c lies deepest below the line from a to e.
    static readonly FrontMember[] Members = [Member("a", 90, 20), Member("b", 89, 14), Member("c", 88, 8), Member("d", 84, 7.2), Member("e", 80, 6.8)];

    [Fact]
    public void ByKnee_OneMemberBelowAllOthers_IsTheFirst() => Ids(FrontSelection.ByKnee(Members, Objectives, 2)).ShouldBe("c d");

    [Theory]
    [InlineData(1, 0, "a")]
    [InlineData(0, 1, "e")]
    [InlineData(1, 1, "c")]
    [InlineData(4, 1, "b")]
    public void ByWeights_MoreWeight_TakesTheBetterOfThatObjective(double accuracy, double latency, string expected) =>
        Ids(FrontSelection.ByWeights(Members, Objectives, new Dictionary<string, double> { ["accuracy"] = accuracy, [Latency] = latency }, 1)).ShouldBe(expected);

    [Fact]
    public void BySpread_Three_AreTheKneeAndBothEnds() => Ids(FrontSelection.BySpread(Members, Objectives, 3)).Split(' ').Order().ShouldBe(["a", "c", "e"]);

    [Fact]
    public void BySpread_MoreThanThereAre_AreAll() => FrontSelection.BySpread(Members, Objectives, 9).Count.ShouldBe(5);

    [Fact]
    public void BySpread_EmptyFront_IsEmpty() => FrontSelection.BySpread([], Objectives, 3).ShouldBeEmpty();

    [Fact]
    public void By_OneMember_IsThatMember()
    {
        Ids(FrontSelection.ByKnee(Members[..1], Objectives, 3)).ShouldBe("a");
        Ids(FrontSelection.ByWeights(Members[..1], Objectives, new Dictionary<string, double> { ["accuracy"] = 1 }, 3)).ShouldBe("a");
    }

    [Theory]
    [InlineData("accuracy", 84.0, null, "a b c d")]
    [InlineData(Latency, null, 8.0, "c d e")]
    [InlineData("parameters", 5.0, 5.0, "a b c d e")]
    [InlineData("macs", null, 1e9, "")]
    public void Within_Limit_KeepsThoseThatHoldIt(string metric, double? atLeast, double? atMost, string expected) =>
        Ids(FrontSelection.Within(Members, [new MetricLimit(metric, atLeast, atMost)])).ShouldBe(expected);

    static string Ids(IReadOnlyList<FrontMember> members) => string.Join(' ', members.Select(member => member.Candidate.Value));

    static FrontMember Member(string id, double accuracy, double latency) => new()
    {
        Candidate = new CandidateId(id),
        Architecture = id,
        Objectives = new Dictionary<string, double> { ["accuracy"] = accuracy, [Latency] = latency },
        Metrics = new Dictionary<string, double> { ["parameters"] = 5 },
    };
}
