using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Evaluations;

public sealed class OutcomeCountsTests
{
    static readonly Constraint Most = new() { Metric = "x", AtMost = 100 };
    static readonly Constraint Least = new() { Metric = "y", AtLeast = 10 };

    [Fact]
    public void Plus_EveryOutcome_CountsEachOnceAndCachedAcrossThem()
    {
        var counts = new OutcomeCounts().Plus(
            [
                Of(EvaluationStatus.Completed), Of(EvaluationStatus.Completed) with { Cached = true },
                Of(EvaluationStatus.EarlyStopped) with { Cached = true }, Of(EvaluationStatus.Infeasible),
                Of(EvaluationStatus.Abandoned), Failed("memory"),
            ],
            []);

        (counts.Completed, counts.EarlyStopped, counts.Infeasible, counts.Failed, counts.Abandoned, counts.Cached, counts.Total())
            .ShouldBe((2, 1, 1, 1, 1, 2, 6));
    }

    [Fact]
    public void Plus_Failures_AreCountedByReasonTheCommonestFirst()
    {
        var counts = new OutcomeCounts().Plus([Failed("memory"), Failed("lost")], []).Plus([Failed("lost"), Failed("disk")], []);

        counts.Failures.ShouldBe([new("lost", 2), new("memory", 1), new("disk", 1)]);
        var many = new OutcomeCounts().Plus([.. Enumerable.Range(0, 30).Select(index => Failed($"reason {index % 15}")), Failed("reason 14")], []);
        many.Failures.Count.ShouldBe(OutcomeCounts.MostReasons);
        (many.Failures[0], many.Failed).ShouldBe((new FailureReason("reason 14", 3), 31));
    }

    [Fact]
    public void Plus_Infeasible_KeepsTheNearestMissOfEachConstraintTheNearestFirst()
    {
        var counts = new OutcomeCounts()
            .Plus([Infeasible(150, 9), Infeasible(120, 1), Infeasible(50, 9.5)], [Most, Least])
            .Plus([Infeasible(130, 20), Of(EvaluationStatus.Completed)], [Most, Least]);

        counts.Misses.ShouldBe([new(Least, 3, 9.5), new(Most, 3, 120)]);
        counts.Misses.Select(miss => Math.Round(miss.RelativeDistance(), 9)).ShouldBe([0.05, 0.2]);
    }

    static Evaluation Of(EvaluationStatus status) => new()
    {
        Candidate = new CandidateId("c1"),
        Architecture = "a",
        Fidelity = "full",
        Status = status,
        Metrics = new Dictionary<string, double>(),
        Recipe = "r",
    };

    static Evaluation Failed(string reason) => Of(EvaluationStatus.Abandoned) with { Failure = new EvaluationFailure(reason) };

    static Evaluation Infeasible(double x, double y) =>
        Of(EvaluationStatus.Infeasible) with { Metrics = new Dictionary<string, double> { ["x"] = x, ["y"] = y } };
}
