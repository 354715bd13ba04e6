using System.Text.Json;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Core.Tests.Fronts;

public sealed class FrontMergeTests
{
    static readonly Objective[] Objectives =
        [Evaluations.Accuracy with { Threshold = 50 }, Evaluations.Latency with { Threshold = 10 }];

    [Fact]
    public void Merge_FirstGeneration_KeepsTheNondominatedBestFirst()
    {
        var (front, history) = Merge(null, 0,
            Evaluations.Completed("a", 60, 2), Evaluations.Completed("b", 80, 5), Evaluations.Ended("c", EvaluationStatus.Infeasible),
            Evaluations.Completed("d", 70, 6), Evaluations.Completed("e", 60, 1));

        front.Members.Select(member => member.Candidate.Value).ShouldBe(["b", "e"]);
        front.Generation.ShouldBe(1);
        front.Evaluations.ShouldBe(4);
        front.ReferencePoint.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 50, ["latencyMs@board"] = 10 });
        front.ReferencePointOrigin.ShouldBeNull();
        front.Hypervolume.ShouldBe((30 * 5) + (10 * 4));
        history.Select(entry => (entry.Evaluation, entry.Candidate.Value, entry.FrontSize, entry.Hypervolume))
            .ShouldBe([(1, "a", 1, 80), (2, "b", 2, 180), (3, "d", 2, 180), (4, "e", 2, 190)]);
    }

    [Fact]
    public void Merge_Member_CarriesObjectivesMetricsAndLineage()
    {
        var member = Merge(null, 0, Evaluations.Completed("a", 60, 2)).Front.Members.ShouldHaveSingleItem();

        member.Objectives.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 60, ["latencyMs@board"] = 2 });
        member.Metrics.ShouldBe(new Dictionary<string, double> { ["parameters"] = 1234 });
        member.Architecture.ShouldBe("|a|");
        member.Parents.ShouldHaveSingleItem().Value.ShouldBe("parent");
        member.ModelBlob.ShouldBe("jobs/a/model.onnx");
    }

    [Fact]
    public void Merge_NextGeneration_GoesOnFromTheStoredFront()
    {
        var first = Merge(null, 0, Evaluations.Completed("a", 60, 2), Evaluations.Completed("b", 80, 5)).Front;
        var stored = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(first, CoreJson.Default.FrontDocument), CoreJson.Default.FrontDocument);

        var (front, history) = Merge(stored, 1, Evaluations.Completed("f", 80, 5), Evaluations.Completed("g", 85, 4));

        front.Members.Select(member => (member.Candidate.Value, member.Generation)).ShouldBe([("g", 1), ("a", 0)]);
        front.Generation.ShouldBe(2);
        history.Select(entry => (entry.Evaluation, entry.Generation, entry.FrontSize)).ShouldBe([(3, 1, 2), (4, 1, 2)]);
        history[^1].Hypervolume.ShouldBe(front.Hypervolume);
    }

    [Fact]
    public void Merge_HypervolumeThatDoesNotRise_CountsGenerationsAndEvaluationsSinceItDid()
    {
        var first = Merge(null, 0, Evaluations.Ended("a", EvaluationStatus.Infeasible)).Front;
        var raised = Merge(first, 1, Evaluations.Completed("b", 60, 2), Evaluations.Completed("c", 55, 3), Evaluations.Ended("d", EvaluationStatus.EarlyStopped)).Front;
        var onFrontOnly = Merge(raised, 2, Evaluations.Completed("e", 40, 1)).Front;
        var again = Merge(onFrontOnly, 3, Evaluations.Completed("f", 61, 2)).Front;

        (first.GenerationsWithoutImprovement, first.EvaluationsWithoutImprovement).ShouldBe((1, 1), "an empty front has not risen");
        (raised.GenerationsWithoutImprovement, raised.EvaluationsWithoutImprovement).ShouldBe((0, 2));
        onFrontOnly.Members.Count.ShouldBe(2);
        (onFrontOnly.GenerationsWithoutImprovement, onFrontOnly.EvaluationsWithoutImprovement).ShouldBe((1, 3), "worse than the reference point");
        (again.GenerationsWithoutImprovement, again.EvaluationsWithoutImprovement).ShouldBe((0, 0));
    }

    [Fact]
    public void Merge_InSteps_EqualsOneMergeOfEverything()
    {
        var evaluations = Enumerable.Range(0, 40)
            .Select(i => Evaluations.Completed($"c{i}", 50 + (i * 7 % 41), 1 + (i * 13 % 37 / 4.0))).ToArray();

        var whole = Merge(null, 0, evaluations);
        var stepwise = Merge(null, 0, evaluations[..8]);
        var volumes = stepwise.History.Select(entry => entry.Hypervolume).ToList();
        for (var generation = 1; generation < 5; generation++)
        {
            stepwise = Merge(stepwise.Front, generation, evaluations[(generation * 8)..((generation + 1) * 8)]);
            volumes.AddRange(stepwise.History.Select(entry => entry.Hypervolume));
        }

        stepwise.Front.Members.Select(member => member.Candidate).ShouldBe(whole.Front.Members.Select(member => member.Candidate));
        volumes.ShouldBe(whole.History.Select(entry => entry.Hypervolume));
        stepwise.Front.Hypervolume.ShouldBe(whole.Front.Hypervolume);
    }

    [Fact]
    public void Merge_NoThresholds_FixesTheReferencePointWithTheFirstCompletedGeneration()
    {
        Objective[] objectives = [Evaluations.Accuracy, Evaluations.Latency];

        var nothing = FrontMerge.Merge(
            "s1", null, objectives, Evaluations.Generation(0, Evaluations.Ended("a", EvaluationStatus.Infeasible)));
        nothing.Front.ReferencePoint.ShouldBeEmpty();
        nothing.Front.Hypervolume.ShouldBe(0);
        nothing.History.ShouldBeEmpty();

        var first = FrontMerge.Merge("s1", nothing.Front, objectives,
            Evaluations.Generation(1, Evaluations.Completed("b", 90, 3), Evaluations.Completed("c", 70, 1)));
        first.Front.ReferencePoint["accuracy"].ShouldBe(68, 1e-9);

        var second = FrontMerge.Merge("s1", first.Front, objectives, Evaluations.Generation(2, Evaluations.Completed("d", 10, 0.5)));
        second.Front.ReferencePoint.ShouldBe(first.Front.ReferencePoint);
        nothing.Front.ReferencePointOrigin.ShouldBeNull();
        first.Front.ReferencePointOrigin.ShouldNotBeNull().Inferred.ShouldBe(["accuracy", "latencyMs@board"]);
        (first.Front.ReferencePointOrigin.Generation, first.Front.ReferencePointOrigin.Evaluations).ShouldBe((1, 2));
        second.Front.ReferencePointOrigin.ShouldBe(first.Front.ReferencePointOrigin);
    }

    [Fact]
    public void Merge_OutOfTurn_Throws()
    {
        var front = Merge(null, 0, Evaluations.Completed("a", 60, 2)).Front;

        Should.Throw<InvalidOperationException>(() => Merge(front, 0, Evaluations.Completed("a", 60, 2)))
            .Message.ShouldContain("holds 1 generation");
        Should.Throw<InvalidOperationException>(() => Merge(null, 1));
    }

    [Fact]
    public void Merge_CompletedWithoutAnObjective_NamesBoth()
    {
        var broken = Evaluations.Completed("a", 60, 2) with { Metrics = new Dictionary<string, double> { ["accuracy"] = 60 } };

        Should.Throw<InvalidOperationException>(() => Merge(null, 0, broken))
            .Message.ShouldContain("Candidate a is Completed at fidelity 'full' without 'latencyMs@board'");
    }

    static MergedFront Merge(FrontDocument? previous, int generation, params Evaluation[] evaluations) =>
        FrontMerge.Merge("s1", previous, Objectives, Evaluations.Generation(generation, evaluations));
}
