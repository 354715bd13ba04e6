using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Cli.Watching;

/// <summary>How far a search is at one moment.</summary>
/// <param name="Search">The state that was answered.</param>
/// <param name="Now">When.</param>
/// <param name="HypervolumeChange">By how much the hypervolume last changed; null while it has not.</param>
public sealed record WatchedSearch(SearchDocument Search, DateTimeOffset Now, double? HypervolumeChange)
{
    /// <summary>What the budget of generations is called.</summary>
    public const string Generations = "generations";

    /// <summary>Whether the search has ended.</summary>
    public bool HasEnded => Search.State is SearchStatus.Completed or SearchStatus.Failed or SearchStatus.Cancelled;

    /// <summary>How long the search has run, pauses left out; zero before it started.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            var until = Search.CompletedAt ?? Search.PausedAt ?? Now;
            var ran = until - (Search.StartedAt ?? until) - TimeSpan.FromSeconds(Search.Budget.PausedSeconds);
            return ran > TimeSpan.Zero ? ran : TimeSpan.Zero;
        }
    }

    /// <summary>The generation under way, or the last one, counted from 1; 0 before the first.</summary>
    public int Generation => Search.Progress is { } live ? live.Generation + 1 : Search.Generation;

    /// <summary>Evaluations that failed, those of the generation under way included.</summary>
    public int Failed => (Search.Outcomes?.Failed ?? 0) + (Search.Progress is { } live && live.Generation >= Search.Generation ? live.EvaluationsFailed : 0);

    /// <summary>Every budget, the limited ones first.</summary>
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

    /// <summary>Whether a budget is used up and what it was promised to is still at work; nobody knows how long that takes.</summary>
    public bool IsFinishing => !HasEnded && Budgets.Any(budget => budget.Used >= budget.Limit);

    /// <summary>
    /// Time to the end at the pace so far, by the budget that will be used up first, at least a second; null while there is no pace, and
    /// when what is at work is finished beyond it.
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
            // The clock alone is a bound and no pace: it counts only beside work that is done.
            return estimates.Length == 0 || Budgets.All(budget => budget.IsTime || budget.BeginsAgain || budget.Used == 0)
                ? null
                : TimeSpan.FromSeconds(Math.Max(1, estimates.Min()));
        }
    }

    static BudgetUse[] Stalled(string name, int used, int? limit) => limit is null ? [] : [new(name, used, 0, limit, BeginsAgain: true)];

    // The ledger is settled when a generation is merged; in between the live progress knows more.
    int TrainingsUsed => Search.Progress?.TrainingsUsed ?? Search.Budget.TrainingsUsed;

    // From the second rung on, what runs was counted as a training at the first.
    int Running => Search.Progress switch
    {
        { Rung: > 1 } => 0,
        { EvaluationsUnderWay: not null } live => Math.Max(0, Search.Budget.TrainingsReserved - (live.EvaluationsWaiting ?? 0)),
        { } live => Math.Min(live.EvaluationsPlanned - live.EvaluationsDone, Search.Budget.Limits.Trainings - TrainingsUsed ?? int.MaxValue),
        null => Search.Budget.TrainingsReserved,
    };
}

/// <summary>How much of one budget is used.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Used">Used, what came from the evaluation cache included.</param>
/// <param name="Reserved">Promised to running work; 0 for budgets that are not reserved.</param>
/// <param name="Limit">The limit, or null when there is none.</param>
/// <param name="IsTime">Whether the numbers are seconds.</param>
/// <param name="BeginsAgain">Whether it may fall to 0 again, so that no time to the end follows from it.</param>
public sealed record BudgetUse(string Name, double Used, double Reserved, double? Limit, bool IsTime = false, bool BeginsAgain = false)
{
    /// <value>0 to 1, or null without a limit.</value>
    public double? Share => Limit is > 0 and var limit ? Math.Clamp(Used / limit, 0, 1) : null;
}
