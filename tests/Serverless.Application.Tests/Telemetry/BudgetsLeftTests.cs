using Serverless.Application.Telemetry;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Application.Tests.Telemetry;

public sealed class BudgetsLeftTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_EveryLimit_TellsWhatIsNeitherUsedNorPromised()
    {
        var search = Search(new()
        {
            Limits = new()
            {
                Trainings = 10,
                Epochs = 60,
                Evaluations = 100,
                Generations = 5,
                NoImprovementGenerations = 3,
                NoImprovementEvaluations = 40,
                GpuSeconds = 90,
                Cost = 20,
                WallClockSeconds = 600,
                TargetHypervolume = 1,
            },
            TrainingsSpent = 3,
            TrainingsCached = 1,
            TrainingsReserved = 2,
            EpochsSpent = 20,
            EvaluationsSpent = 30,
            GenerationsSpent = 2,
            GenerationsWithoutImprovement = 1,
            EvaluationsWithoutImprovement = 10,
            GpuSecondsSpent = 25,
            GpuSecondsReserved = 15,
            CostSpent = 4,
            CostReserved = 1,
        });

        BudgetsLeft.Of(search, Noon.AddMinutes(4)).ToDictionary(budget => budget.Kind.Name, budget => budget.Left).ShouldBe(new Dictionary<string, double>
        {
            ["trainings"] = 4,
            ["epochs"] = 40,
            ["evaluations"] = 70,
            ["generations"] = 3,
            ["noImprovementGenerations"] = 2,
            ["noImprovementEvaluations"] = 30,
            ["gpuSeconds"] = 50,
            ["cost"] = 15,
            ["wallClockSeconds"] = 360,
        }, ignoreOrder: true);
    }

    [Fact]
    public void Of_OneLimit_TellsNothingElse() =>
        BudgetsLeft.Of(Search(new() { Limits = new() { Trainings = 10 } }), Noon).ShouldBe([(BudgetKind.Trainings, 10.0)]);

    static SearchDocument Search(BudgetLedger budget) => new()
    {
        Id = "s1",
        State = SearchStatus.Running,
        CreatedAt = Noon,
        StartedAt = Noon,
        Budget = budget,
    };
}
