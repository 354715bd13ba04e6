using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Objectives;

public sealed class MetricRangeTests
{
    // As many as a search may have.
    const int MostObjectives = 6;

    static readonly double[] Extremes = [-MetricRange.Largest, -1, 0, double.Epsilon, 1, MetricRange.Largest];

    static readonly Objective[] Objectives =
        [.. Enumerable.Range(0, MostObjectives).Select(index => new Objective { Metric = $"m{index}", Goal = index % 2 == 0 ? Goal.Minimise : Goal.Maximise })];

    [Theory]
    [InlineData(MetricRange.Largest, true)]
    [InlineData(-MetricRange.Largest, true)]
    [InlineData(1.0000000000000002e30, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(double.NaN, false)]
    public void Holds_Value_TellsWhetherItIsWithin(double value, bool expected) => MetricRange.Holds(value).ShouldBe(expected);

    [Fact]
    public void Merge_OutermostLegalValues_LeadsToFiniteNumbersOnly()
    {
        var merged = FrontMerge.Merge("s", previous: null, Objectives, new EvaluationSet { Generation = 0, Evaluations = Extreme(40) });

        merged.Front.ReferencePoint.Values.ShouldAllBe(value => double.IsFinite(value));
        merged.History.ShouldAllBe(entry => double.IsFinite(entry.Hypervolume));
        merged.Front.Hypervolume.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Kernels_OutermostLegalValues_GiveNoNaN()
    {
        var points = Extreme(40).SelectMany(evaluation => ObjectiveValues.Minimised(evaluation, Objectives)).ToArray();
        double[] reference = [.. Enumerable.Repeat(MetricRange.Largest * 1.2, MostObjectives)];

        HypervolumeContribution.OfEach(points, reference).ShouldAllBe(value => double.IsFinite(value));
        CrowdingDistance.Of(points, MostObjectives).ShouldAllBe(value => !double.IsNaN(value));
    }

    [Fact]
    public void Decide_OutermostLegalValues_GivesFiniteContributions()
    {
        RungEntry[] entries = [.. Extreme(20).Select(evaluation => new RungEntry(evaluation.Candidate, 1, evaluation.Metrics))];
        var ladder = RungLadder.Of(new TrainingRecipe { Epochs = 3, Rungs = [1, 3] });

        PromotionRule.Decide(ladder, 1, Objectives, [], entries).ShouldAllBe(decision => double.IsFinite(decision.Contribution));
    }

    static Evaluation[] Extreme(int count) =>
    [
        .. Enumerable.Range(0, count).Select(candidate => new Evaluation
        {
            Candidate = new CandidateId($"c{candidate}"),
            Architecture = "|a|",
            Fidelity = "full",
            Status = EvaluationStatus.Completed,
            Metrics = Enumerable.Range(0, MostObjectives).ToDictionary(
                objective => $"m{objective}", objective => Extremes[((candidate * 7) + (objective * (candidate + 3))) % Extremes.Length]),
            Recipe = "recipe",
        }),
    ];
}
