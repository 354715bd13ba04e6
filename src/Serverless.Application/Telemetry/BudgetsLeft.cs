using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Application.Telemetry;

/// <summary>Computes what remains of the budgets of a search.</summary>
public static class BudgetsLeft
{
    /// <summary>Returns the remainder of each limited budget, in its own unit; what is reserved for running work counts as used.</summary>
    /// <param name="search">The state of the search.</param>
    /// <param name="now">The current time, for the wall clock, which stops while the search is paused.</param>
    public static IEnumerable<(BudgetKind Kind, double Left)> Of(SearchDocument search, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(search);
        var budget = search.Budget;
        var limits = budget.Limits;
        (BudgetKind Kind, double? Left)[] all =
        [
            (BudgetKind.Trainings, budget.TrainingsLeft),
            (BudgetKind.Epochs, budget.EpochsLeft),
            (BudgetKind.Evaluations, budget.EvaluationsLeft),
            (BudgetKind.Generations, budget.GenerationsLeft),
            (BudgetKind.NoImprovementGenerations, limits.NoImprovementGenerations - budget.GenerationsWithoutImprovement),
            (BudgetKind.NoImprovementEvaluations, limits.NoImprovementEvaluations - budget.EvaluationsWithoutImprovement),
            (BudgetKind.GpuSeconds, limits.GpuSeconds - budget.GpuSecondsSpent - budget.GpuSecondsReserved),
            (BudgetKind.Cost, limits.Cost - budget.CostSpent - budget.CostReserved),
            (BudgetKind.WallClockSeconds, budget.WallClockLeft(search.StartedAt, search.PausedAt ?? now)?.TotalSeconds),
        ];
        return all.Where(one => one.Left is not null).Select(one => (one.Kind, one.Left!.Value));
    }
}
