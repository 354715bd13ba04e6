using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Cli.Watching;

/// <summary>The progress of a search at one moment.</summary>
/// <param name="Search">The state in the response.</param>
/// <param name="Now">The moment.</param>
/// <param name="HypervolumeChange">The last change of the hypervolume; null while it has not changed.</param>
public sealed record WatchedSearch(SearchDocument Search, DateTimeOffset Now, double? HypervolumeChange)
{
    /// <summary>The name of the budget of generations.</summary>
    public const string Generations = "generations";

    /// <summary>Gets whether the search has ended.</summary>
    public bool HasEnded => Search.State is SearchStatus.Completed or SearchStatus.Failed or SearchStatus.Cancelled;

    /// <summary>Gets how long the search has run, without pauses; zero before it started.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            var until = Search.CompletedAt ?? Search.PausedAt ?? Now;
            var ran = until - (Search.StartedAt ?? until) - TimeSpan.FromSeconds(Search.Budget.PausedSeconds);
            return ran > TimeSpan.Zero ? ran : TimeSpan.Zero;
        }
    }

    /// <summary>Gets the current generation, or the last one, counted from 1; 0 before the first.</summary>
    public int Generation => Search.Progress is { } live ? live.Generation + 1 : Search.Generation;

    /// <summary>Gets the number of failed evaluations, including those of the current generation.</summary>
    public int Failed => (Search.Outcomes?.Failed ?? 0) + (Search.Progress is { } live && live.Generation >= Search.Generation ? live.EvaluationsFailed : 0);

    /// <summary>Gets every budget, the limited ones first.</summary>
    public IReadOnlyList<BudgetUse> Budgets
    {
        get
        {
            BudgetLedger ledger = Search.Budget;
            BudgetUse[] all =
            [
                new("trainings", TrainingsUsed, Running, ledger.Limits.Trainings),
                .. ledger.EpochsPerTraining == 0 ? [] : (BudgetUse[])[new("epochs", ledger.EpochsUsed, ledger.EpochsReserved, ledger.Limits.Epochs)],
                new("evaluations", ledger.EvaluationsSpent, 0, ledger.Limits.Evaluations),
                new(Generations, ledger.GenerationsSpent, 0, ledger.Limits.Generations),
                .. ledger.Limits.GpuSeconds is { } gpu ? (BudgetUse[])[new("GPU seconds", ledger.GpuSecondsSpent, ledger.GpuSecondsReserved, gpu)] : [],
                .. ledger.Limits is { Cost: { } cost, Prices: { } prices } ? (BudgetUse[])[new(prices.Currency, ledger.CostSpent, ledger.CostReserved, cost)] : [],
                new("time", Elapsed.TotalSeconds, 0, ledger.Limits.WallClockSeconds, IsTime: true),
                .. Stalled("generations without improvement", ledger.GenerationsWithoutImprovement, ledger.Limits.NoImprovementGenerations),
                .. Stalled("evaluations without improvement", ledger.EvaluationsWithoutImprovement, ledger.Limits.NoImprovementEvaluations),
            ];
            return [.. all.OrderBy(budget => budget.Limit is null)];
        }
    }

    /// <summary>Gets whether a budget is used up while reserved work is still running, which takes an unknown time.</summary>
    public bool IsFinishing => !HasEnded && Budgets.Any(budget => budget.Used >= budget.Limit);

    /// <summary>
    /// Gets the remaining time at the pace so far, by the budget that will be used up first, at least a second; null while there is no pace, and
    /// while running work is completed after a budget is used up.
    /// </summary>
    public TimeSpan? Remaining
    {
        get
        {
            if (HasEnded || IsFinishing || Elapsed <= TimeSpan.Zero)
            {
                return null;
            }

            var estimates = Budgets
                .Where(budget => budget is { Used: > 0, Limit: not null, BeginsAgain: false })
                .Select(budget => budget.IsTime ? budget.Limit!.Value - budget.Used : Elapsed.TotalSeconds * (budget.Limit!.Value - budget.Used) / budget.Used)
                .ToArray();
            // The wall clock is a bound and says nothing about pace, so it counts only in addition to completed work.
            return estimates.Length == 0 || Budgets.All(budget => budget.IsTime || budget.BeginsAgain || budget.Used == 0)
                ? null
                : TimeSpan.FromSeconds(Math.Max(1, estimates.Min()));
        }
    }

    static BudgetUse[] Stalled(string name, int used, int? limit) => limit is null ? [] : [new(name, used, 0, limit, BeginsAgain: true)];

    // The ledger is settled when a generation is merged; until then the live progress is more current.
    int TrainingsUsed => Search.Progress?.TrainingsUsed ?? Search.Budget.TrainingsUsed;

    // From the second rung on, running candidates were already counted as trainings at the first.
    int Running => Search.Progress switch
    {
        { Rung: > 1 } => 0,
        { EvaluationsUnderWay: not null } live => Math.Max(0, Search.Budget.TrainingsReserved - (live.EvaluationsWaiting ?? 0)),
        { } live => Math.Min(live.EvaluationsPlanned - live.EvaluationsDone, Search.Budget.Limits.Trainings - TrainingsUsed ?? int.MaxValue),
        null => Search.Budget.TrainingsReserved,
    };
}

/// <summary>The use of one budget.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Used">The used amount, including what came from the evaluation cache.</param>
/// <param name="Reserved">The amount reserved for running work; 0 for budgets that are not reserved.</param>
/// <param name="Limit">The limit, or null when there is none.</param>
/// <param name="IsTime">Whether the numbers are seconds.</param>
/// <param name="BeginsAgain">Whether the amount can fall to 0 again, so that it gives no estimate of the remaining time.</param>
public sealed record BudgetUse(string Name, double Used, double Reserved, double? Limit, bool IsTime = false, bool BeginsAgain = false)
{
    /// <value>The used share, 0 to 1, or null without a limit.</value>
    public double? Share => Limit is > 0 and var limit ? Math.Clamp(Used / limit, 0, 1) : null;
}
