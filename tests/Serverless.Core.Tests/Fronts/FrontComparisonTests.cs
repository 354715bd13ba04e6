using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Fronts;

public sealed class FrontComparisonTests
{
    static readonly Objective[] Objectives =
    [
        new() { Metric = "accuracy", Goal = Goal.Maximise },
        new() { Metric = "parameters", Goal = Goal.Minimise },
    ];

    /// <remarks>All accuracies are from 80 to 90, all parameters from 10 to 20: the reference point is (79, 21).</remarks>
    [Fact]
    public void Of_TwoFronts_MeasuresBothUpToOnePoint()
    {
        var comparison = FrontComparison.Of([Front("s1", (90, 20), (80, 10)), Front("s2", (85, 12))]);

        comparison.ReferencePoint.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 79, ["parameters"] = 21 });
        comparison.Fronts.Select(front => Math.Round(front.Hypervolume, 9)).ShouldBe([(11 * 1) + (1 * 11) - 1, 6 * 9]);
        comparison.Fronts.Select(front => (front.SearchId, front.Members, front.Nondominated)).ShouldBe([("s1", 2, 2), ("s2", 1, 1)]);
    }

    [Fact]
    public void Of_OneDominatesTheOther_CountsNoneOfIts()
    {
        var comparison = FrontComparison.Of([Front("s1", (90, 10)), Front("s2", (85, 12), (84, 11))]);

        comparison.Fronts.Select(front => front.Nondominated).ShouldBe([1, 0]);
    }

    [Fact]
    public void Of_EqualMembersOnly_HasVolumes() =>
        FrontComparison.Of([Front("s1", (90, 10)), Front("s2", (90, 10))]).Fronts.ShouldAllBe(front => front.Hypervolume > 0 && front.Nondominated == 1);

    [Fact]
    public void Of_EmptyFront_HasNoVolume() => FrontComparison.Of([Front("s1"), Front("s2", (90, 10))]).Fronts[0].Hypervolume.ShouldBe(0);

    [Fact]
    public void Of_OtherObjectives_NamesBoth()
    {
        var other = Front("s2", (90, 10)) with { Objectives = [Objectives[0]] };

        Should.Throw<ArgumentException>(() => FrontComparison.Of([Front("s1", (90, 10)), other])).Message.ShouldContain("s2");
    }

    static FrontDocument Front(string id, params (double Accuracy, double Parameters)[] members) => new()
    {
        SearchId = id,
        Generation = 1,
        Objectives = Objectives,
        ReferencePoint = new Dictionary<string, double>(),
        Hypervolume = 0,
        Members =
        [
            .. members.Select((member, index) => new FrontMember
            {
                Candidate = new CandidateId($"c{index}"),
                Architecture = "",
                Objectives = new Dictionary<string, double> { ["accuracy"] = member.Accuracy, ["parameters"] = member.Parameters },
                Metrics = new Dictionary<string, double>(),
            }),
        ],
    };
}
