using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tests.Engine;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Fidelities;

public sealed class CurveRuleTests
{
    static readonly SearchRequest Request = AsynchronousSamples.WithRungs with
    {
        Promotion = new() { ReductionFactor = 1, Rule = RungRule.LearningCurves, LeastChance = 0.25, WholeCurves = 6 },
    };

    /// <summary>Ends as they begin, 10 above: of six with 100 to 105 operations, the dearer the better.</summary>
    static readonly RungEntry[] Whole = [.. Enumerable.Range(0, 6).SelectMany(i => Curve($"w{i}", 60 + i, 65 + i, 70 + i, macs: 100 + i))];

    [Fact]
    public void Decide_FewerWholeCurvesThanAreAskedFor_StopsNobody()
    {
        var decisions = CurveRule.Decide(Request, 1, Whole[..^1], [Curve("low", 10), Curve("high", 90)]);

        decisions.ShouldAllBe(decision => decision.IsPromoted && decision.Chance == null && decision.WholeCurves == 5 && decision.Rule == CurveRule.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Decide_EnoughWholeCurves_StopsThoseThatEndBelowTheBestOfWhatCostsNoMore(int rung)
    {
        var decisions = CurveRule.Decide(Request, rung, Whole, [Reach("low", 55, rung), Reach("equal", 65, rung), Reach("high", 75, rung)]);

        decisions.Select(decision => decision.IsPromoted).ShouldBe([false, true, true]);
        decisions.Select(decision => decision.Chance!.Value).ShouldBeInOrder();
        decisions[0].Chance!.Value.ShouldBeLessThan(0.05);
        decisions[1].Chance!.Value.ShouldBe(0.5, 1e-9, "as the best of the six");
        decisions[2].Chance!.Value.ShouldBeGreaterThan(0.95);
        decisions.ShouldAllBe(decision => decision.LeastChance == 0.25 && decision.WholeCurves == 6 && decision.Rung == rung);
    }

    [Fact]
    public void Decide_CandidateThatCostsLessThanAll_GoesOnAndOneIsComparedWithWhatCostsNoMore()
    {
        var decisions = CurveRule.Decide(Request, 1, Whole, [Curve("cheapest", 10, macs: 99), Curve("cheap", 60, macs: 100), Curve("dear", 60, macs: 105)]);

        (decisions[0].IsPromoted, decisions[0].Chance).ShouldBe((true, null));
        decisions[1].Chance!.Value.ShouldBe(0.5, 1e-9, "only the first of the six costs no more, and it began as high");
        decisions[2].IsPromoted.ShouldBeFalse();
    }

    [Fact]
    public void Decide_CurvesThatCross_GoesByWhereTheyEnd()
    {
        // The higher one begins, the lower it ends.
        RungEntry[] crossing = [.. Enumerable.Range(0, 6).SelectMany(i => Curve($"w{i}", 60 + i, 60, 70 - i))];

        var decisions = CurveRule.Decide(Request, 1, crossing, [Curve("early", 68), Curve("late", 55)]);

        decisions.Select(decision => decision.IsPromoted).ShouldBe([false, true]);
    }

    [Fact]
    public void Decide_Architectures_TellWhatCurvesDoNot()
    {
        var space = SearchSpaces.Find(Request.Space.Name)!;
        string Of(int operation) => space.Format(space.Create([3, 3, 3, 3, 3, operation]));
        RungEntry[] same =
        [
            .. Enumerable.Range(0, 12).SelectMany(i => Curve($"w{i}", 60, 60, i % 2 == 0 ? 70 : 80).Select(entry => entry with { Architecture = Of(i % 2 == 0 ? 2 : 3) })),
        ];

        var decisions = CurveRule.Decide(Request, 1, same,
            [[Curve("small", 60)[0] with { Architecture = Of(2) }], [Curve("large", 60)[0] with { Architecture = Of(3) }]]);

        decisions[1].Chance!.Value.ShouldBe(0.5, 1e-9);
        decisions[0].Chance!.Value.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Decide_CandidatesInAnyOrder_DecidesTheSame()
    {
        IReadOnlyList<RungEntry>[] reached = [.. Enumerable.Range(0, 9).Select(i => Curve($"c{i}", 58 + i))];

        var decisions = CurveRule.Decide(Request, 1, Whole, reached);

        CurveRule.Decide(Request, 1, Whole, [.. reached.Reverse()]).Select(decision => (decision.Candidate, decision.Chance, decision.IsPromoted))
            .ShouldBe(decisions.Reverse().Select(decision => (decision.Candidate, decision.Chance, decision.IsPromoted)));
    }

    static RungEntry[] Reach(string candidate, double first, int rung) => [.. Curve(candidate, first, first + 5).Take(rung)];

    static RungEntry[] Curve(string candidate, double first, double? second = null, double? third = null, double macs = 105) =>
    [
        .. new[] { first, second, third }.OfType<double>().Select((accuracy, at) => new RungEntry(
            new CandidateId(candidate), at + 1, new Dictionary<string, double> { [Metric.Accuracy.Name] = accuracy, [Metric.Macs.Name] = macs })),
    ];
}
