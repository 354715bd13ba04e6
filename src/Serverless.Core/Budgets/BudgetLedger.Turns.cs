using Serverless.Core.Evaluations;

namespace Serverless.Core.Budgets;

/// <remarks>An asynchronous search settles and reserves in one step, turn by turn: there is always something under way that is not settled yet.</remarks>
public sealed partial record BudgetLedger
{
    /// <summary>How many more candidates can be begun, each to be trained to the end if it proves worth it.</summary>
    /// <param name="wanted">At most so many.</param>
    /// <param name="underWay">Evaluations that are under way: they are counted when they end.</param>
    /// <param name="used">What those have used so far, at rungs behind them.</param>
    public int Affordable(int wanted, int underWay, EvaluationCost used)
    {
        var most = Math.Min(wanted, (EvaluationsLeft ?? int.MaxValue) - underWay);
        most = Math.Min(most, TrainingsLeft ?? int.MaxValue);
        if (EpochsPerTraining > 0)
        {
            most = Math.Min(most, EpochsToPromise(used) / EpochsPerTraining);
        }

        return Math.Max(0, most);
    }

    /// <summary>Epochs that can still be promised beside those that are, by every limit that is counted in them; no limit is the largest number there is.</summary>
    /// <param name="used">What the evaluations under way, or waiting, have used so far, at rungs behind them.</param>
    public int EpochsToPromise(EvaluationCost used) =>
        Math.Min(EpochsLeft ?? int.MaxValue, AffordableEpochs(used) is { } affordable ? affordable - EpochsAhead(EpochsReserved, used) : int.MaxValue);

    /// <summary>Books what ended in a turn, and promises a whole training to each evaluation that is under way after it.</summary>
    /// <param name="turn">From 0. Repeating a turn, or an earlier one, changes nothing.</param>
    /// <param name="usage">Of what ended: trainings and epochs within what was promised, evaluations within what is left.</param>
    /// <param name="promised">How many trainings are under way, or begin.</param>
    /// <param name="used">What those have used so far, at rungs behind them.</param>
    /// <param name="epochs">What they are promised together; a whole training each when null.</param>
    /// <exception cref="InvalidOperationException">It is not this turn's turn, or more is promised than is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It used more than it may.</exception>
    public BudgetLedger SettleTurn(int turn, GenerationUsage usage, int promised, EvaluationCost used, int? epochs = null)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentOutOfRangeException.ThrowIfNegative(promised);
        if (turn < GenerationsSpent)
        {
            return this;
        }

        if (turn != GenerationsSpent)
        {
            throw new InvalidOperationException($"Turn {turn} cannot be settled: {GenerationsSpent} are.");
        }

        usage.ThrowIfInvalid(TrainingsReserved, EpochsReserved, EvaluationsLeft);
        var settled = Add(usage) with
        {
            ReservedGeneration = turn,
            TrainingsReserved = promised,
            TrainingsGranted = promised,
            EpochsReserved = epochs ?? (promised * EpochsPerTraining),
        };
        var ahead = EpochsAhead(settled.EpochsReserved, used);
        var (gpu, cost) = settled.AllowancesAfter(used);
        settled = settled with
        {
            GpuSecondsReserved = gpu is null ? 0 : used.GpuSeconds + (ahead * gpu.PerEpoch),
            CostReserved = cost is null ? 0 : PriceOf(used) + (ahead * cost.PerEpoch),
        };
        return settled.TrainingsLeft < 0 || settled.EpochsLeft < 0
            ? throw new InvalidOperationException($"Turn {turn} promises {promised} trainings, and the budget has no more than {Limits.Trainings - settled.TrainingsUsed} trainings and {Limits.Epochs - settled.EpochsUsed} epochs left.")
            : settled;
    }
    /// <summary>Epochs of what was promised that no rung has used yet.</summary>
    static int EpochsAhead(int promised, EvaluationCost used) => promised - used.Epochs - used.EpochsCached;
}
