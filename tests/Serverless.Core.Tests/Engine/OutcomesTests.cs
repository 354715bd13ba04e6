using Serverless.Algorithms;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

public sealed class OutcomesTests
{
    static readonly Objective Energy = new() { Metric = "energyMj", Goal = Goal.Minimise, Device = "local-cpu" };

    [Fact]
    public void Conclude_MachineWithoutEnergyCounter_IsGivenUpAndSaysWhatToDo()
    {
        var concluded = Outcomes.Conclude(Measured("latencyMs@local-cpu"), [Energy]);

        concluded.Status.ShouldBe(EvaluationStatus.Abandoned);
        concluded.Metrics.Keys.ShouldNotContain("energyMj@local-cpu");
        concluded.Error.ShouldNotBeNull().ShouldStartWith(
            "The results lack energyMj@local-cpu. The machine of device 'local-cpu' has no energy counter that its worker may read");
    }

    [Fact]
    public void Conclude_MachineWithEnergyCounter_IsCompleted() =>
        Outcomes.Conclude(Measured("energyMj@local-cpu"), [Energy]).Status.ShouldBe(EvaluationStatus.Completed);

    [Fact]
    public void Conclude_OtherMetricMissing_SaysNothingOfEnergy() =>
        Outcomes.Conclude(Measured("energyMj@local-cpu"), [Energy, new() { Metric = "accuracy", Goal = Goal.Maximise }])
            .Error.ShouldBe("The results lack accuracy.");

    [Theory]
    [InlineData(1e31)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void AddMetric_ValueBeyondTheRange_EndsTheEvaluationWithTheReason(double value)
    {
        var evaluation = Outcomes.AddMetric(Measured("latencyMs@local-cpu"), "snip", value, provenance: null);

        evaluation.Status.ShouldBe(EvaluationStatus.Abandoned);
        evaluation.Error.ShouldNotBeNull().ShouldStartWith("The value of snip, ");
        evaluation.Metrics.Keys.ShouldNotContain("snip");
    }

    static Evaluation Measured(string metric)
    {
        var request = new SearchRequest
        {
            Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
            Dataset = new() { Name = "fashion-mnist" },
            Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise }],
            Algorithm = new() { Name = "nsga2" },
            Budgets = new() { Trainings = 6 },
        };
        var space = SearchSpaces.Find(request.Space.Name)!;
        var architecture = space.Sample(MultiObjective.Randomness.RandomStream.For(1, 0, 0));
        var candidate = new ProposedCandidate(space.IdOf(architecture), space.Format(architecture), [], "sample");
        var started = Outcomes.Start(0, 0, candidate, request, new Dictionary<string, double>());
        return Outcomes.AddMetric(started, metric, 3, "measured");
    }
}
