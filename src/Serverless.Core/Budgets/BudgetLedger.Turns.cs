using Serverless.Core.Evaluations;

namespace Serverless.Core.Budgets;

/// <remarks>An asynchronous search settles and reserves in one step per turn, because some evaluations in progress are always unsettled.</remarks>
public sealed partial record BudgetLedger
{
    /// <summary>Returns how many more candidates can be started, each with enough budget to be trained to the end.</summary>
    /// <param name="wanted">The most candidates to start.</param>
    /// <param name="underWay">Number of evaluations in progress, which are only counted when they end.</param>
    /// <param name="used">Usage of the evaluations in progress so far, at the rungs they have completed.</param>
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

    /// <summary>
    /// Returns how many more epochs can be reserved, by every limit that is counted in epochs; <see cref="int.MaxValue"/> when there is no such
    /// limit.
    /// </summary>
    /// <param name="used">Usage so far of the evaluations in progress or waiting, at the rungs they have completed.</param>
    public int EpochsToPromise(EvaluationCost used) =>
        Math.Min(EpochsLeft ?? int.MaxValue, AffordableEpochs(used) is { } affordable ? affordable - EpochsAhead(EpochsReserved, used) : int.MaxValue);

    /// <summary>Records what ended in a turn, and reserves a whole training for each evaluation in progress after it.</summary>
    /// <param name="turn">The turn, from 0. Repeating it, or an earlier one, has no effect.</param>
    /// <param name="usage">The usage of what ended: trainings and epochs within the reservation, evaluations within the limit.</param>
    /// <param name="promised">Number of trainings in progress or about to start.</param>
    /// <param name="used">Usage of these trainings so far, at the rungs they have completed.</param>
    /// <param name="epochs">Epochs reserved for all of them together; a whole training each when null.</param>
    /// <exception cref="InvalidOperationException">The turn is not the one in progress, or more is reserved than is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The turn used more than it was allowed.</exception>
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
            ? throw new InvalidOperationException($"Turn {turn} promises {promised} trainings, but the budget has only {Limits.Trainings - settled.TrainingsUsed} trainings and {Limits.Epochs - settled.EpochsUsed} epochs left.")
            : settled;
    }
    /// <summary>Returns the reserved epochs that no rung has used yet.</summary>
    static int EpochsAhead(int promised, EvaluationCost used) => promised - used.Epochs - used.EpochsCached;
}
