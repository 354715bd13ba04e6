namespace Serverless.Core.Budgets;

/// <remarks>An asynchronous search settles and reserves in one step, turn by turn: there is always something under way that is not settled yet.</remarks>
public sealed partial record BudgetLedger
{
    /// <summary>How many more candidates can be begun, each to be trained to the end if it proves worth it.</summary>
    /// <param name="wanted">At most so many.</param>
    /// <param name="underWay">Evaluations that are under way: they are counted when they end.</param>
    public int Affordable(int wanted, int underWay)
    {
        var most = Math.Min(wanted, (EvaluationsLeft ?? int.MaxValue) - underWay);
        most = Math.Min(most, TrainingsLeft ?? int.MaxValue);
        most = EpochsPerTraining > 0 ? Math.Min(most, (EpochsLeft ?? int.MaxValue) / EpochsPerTraining) : most;
        return Math.Max(0, most);
    }

    /// <summary>Books what ended in a turn, and promises a whole training to each evaluation that is under way after it.</summary>
    /// <param name="turn">From 0. Repeating a turn, or an earlier one, changes nothing.</param>
    /// <param name="usage">Of what ended: trainings and epochs within what was promised, evaluations within what is left.</param>
    /// <param name="promised">How many trainings are under way, or begin.</param>
    /// <param name="epochs">What they are promised together; a whole training each when null.</param>
    /// <exception cref="InvalidOperationException">It is not this turn's turn, or more is promised than is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It used more than it may.</exception>
    public BudgetLedger SettleTurn(int turn, GenerationUsage usage, int promised, int? epochs = null)
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
        return settled.TrainingsLeft < 0 || settled.EpochsLeft < 0
            ? throw new InvalidOperationException($"Turn {turn} promises {promised} trainings, and the budget has no more than {Limits.Trainings - settled.TrainingsUsed} trainings and {Limits.Epochs - settled.EpochsUsed} epochs left.")
            : settled;
    }
}
