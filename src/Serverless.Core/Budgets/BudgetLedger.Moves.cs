using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;

namespace Serverless.Core.Budgets;

public sealed partial record BudgetLedger
{
    /// <summary>
    /// Reserves trainings for a generation: as many as wanted, or as many as the limits of trainings, epochs and (as estimated) GPU seconds and cost
    /// allow.
    /// </summary>
    /// <param name="generation">The generation in progress, which equals the number settled. Repeating its reservation has no effect.</param>
    /// <param name="wanted">Number of feasible candidates, at least 0.</param>
    /// <param name="ladder">The rungs to which candidates are trained; not needed in a search that does not count epochs.</param>
    /// <exception cref="InvalidOperationException">The generation is not the one in progress.</exception>
    public BudgetReservation Reserve(int generation, int wanted, RungLadder? ladder = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        if (IsReserved(generation))
        {
            return new BudgetReservation(this, TrainingsGranted);
        }

        // A search that began when cached trainings were not counted can have used more than its limit.
        var granted = Math.Min(wanted, Math.Max(0, TrainingsLeft ?? wanted));
        var (trainings, epochs) = (granted, 0);
        if (EpochsPerTraining > 0)
        {
            ArgumentNullException.ThrowIfNull(ladder);
            granted = ladder.Affordable(wanted, AffordableNow, TrainingsLeft ?? int.MaxValue);
            (trainings, epochs) = (ladder.TrainingsFor(granted), (int)ladder.EpochsFor(granted));
        }

        return Promise(generation, granted, trainings, epochs);
    }

    /// <summary>
    /// Reserves the budget of a generation in which the algorithm decides how far each candidate is trained: for the first candidates, as far as the
    /// budget covers them.
    /// </summary>
    /// <param name="generation">The generation in progress, which equals the number settled. Repeating its reservation has no effect.</param>
    /// <param name="wanted">One share for each feasible candidate, in order.</param>
    /// <exception cref="InvalidOperationException">The generation is not the one in progress.</exception>
    public BudgetReservation Reserve(int generation, IReadOnlyList<TrainingShare> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (IsReserved(generation))
        {
            return new BudgetReservation(this, TrainingsGranted);
        }

        var (granted, trainings, epochs) = (0, 0, 0);
        var (trainingsLeft, epochsLeft) = (TrainingsLeft ?? int.MaxValue, AffordableNow);
        foreach (var share in wanted)
        {
            var begun = share.IsBegun ? 0 : 1;
            if (trainings + begun > trainingsLeft || share.Epochs > epochsLeft - epochs)
            {
                break;
            }

            (granted, trainings, epochs) = (granted + 1, trainings + begun, epochs + share.Epochs);
        }

        return Promise(generation, granted, trainings, epochs);
    }

    /// <summary>Number of epochs for which the rest of every limit is expected to be enough.</summary>
    int AffordableNow => Math.Min(EpochsLeft ?? int.MaxValue, EpochAllowance.AffordableWith(Gpu, Cost) ?? int.MaxValue);

    bool IsReserved(int generation) => generation == ReservedGeneration || generation == GenerationsSpent
        ? generation == ReservedGeneration
        : throw new InvalidOperationException(
            $"Generation {generation} cannot reserve: {GenerationsSpent} are settled, generation {ReservedGeneration} was the last to reserve.");

    BudgetReservation Promise(int generation, int granted, int trainings, int epochs) => new(
        this with
        {
            ReservedGeneration = generation,
            TrainingsReserved = trainings,
            TrainingsGranted = granted,
            EpochsReserved = epochs,
            GpuSecondsReserved = Gpu is { } gpu ? epochs * gpu.PerEpoch : 0,
            CostReserved = Cost is { } cost ? epochs * cost.PerEpoch : 0,
        },
        granted);

    /// <summary>Records what a generation used, and releases the rest of its reservation.</summary>
    /// <param name="generation">The generation in progress. Repeating its settlement, or that of an earlier one, has no effect.</param>
    /// <param name="usage">The usage of the generation: trainings within its reservation, evaluations within the limit.</param>
    /// <exception cref="InvalidOperationException">The generation is not the one in progress, or no generation is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The generation used more than it was allowed.</exception>
    public BudgetLedger Settle(int generation, GenerationUsage usage)
    {
        if (generation < GenerationsSpent)
        {
            return this;
        }

        if (generation != GenerationsSpent || GenerationsLeft <= 0)
        {
            throw new InvalidOperationException(
                $"Generation {generation} cannot be settled: {GenerationsSpent} are, of {Limits.Generations?.ToString() ?? "any number"}.");
        }

        var reserved = ReservedGeneration == generation ? TrainingsReserved : 0;
        usage.ThrowIfInvalid(reserved, ReservedGeneration == generation ? EpochsReserved : 0, EvaluationsLeft);
        return Add(usage) with { TrainingsReserved = 0, EpochsReserved = 0, GpuSecondsReserved = 0, CostReserved = 0 };
    }

    BudgetLedger Add(GenerationUsage usage) => this with
    {
        TrainingsSpent = TrainingsSpent + usage.TrainingsSpent,
        TrainingsCached = TrainingsCached + usage.TrainingsCached,
        EpochsSpent = EpochsSpent + usage.Epochs,
        GpuSecondsSpent = GpuSecondsSpent + usage.GpuSeconds,
        CostSpent = CostSpent + (Limits.Prices?.CostOf(usage.WorkerSeconds, usage.GpuSeconds) ?? 0),
        EpochsCached = EpochsCached + usage.EpochsCached,
        EpochsSaved = EpochsSaved + usage.EpochsSaved,
        EarlyStopped = EarlyStopped + usage.EarlyStopped,
        TrainingSeconds = TrainingSeconds + usage.TrainingSeconds,
        WholeTrainings = WholeTrainings + usage.WholeTrainings,
        WholeTrainingSeconds = WholeTrainingSeconds + usage.WholeTrainingSeconds,
        EvaluationsSpent = EvaluationsSpent + usage.Evaluations,
        GenerationsSpent = GenerationsSpent + 1,
        WorkerSeconds = WorkerSeconds + usage.WorkerSeconds,
    };

    /// <summary>Records the improvement of the front, for the limits that depend on it.</summary>
    /// <param name="front">The front, including the generation settled last.</param>
    public BudgetLedger Judge(FrontDocument front)
    {
        ArgumentNullException.ThrowIfNull(front);
        return this with
        {
            GenerationsWithoutImprovement = front.GenerationsWithoutImprovement,
            EvaluationsWithoutImprovement = front.EvaluationsWithoutImprovement,
            Hypervolume = Limits.TargetHypervolume is null ? 0 : front.Hypervolume,
        };
    }
}
