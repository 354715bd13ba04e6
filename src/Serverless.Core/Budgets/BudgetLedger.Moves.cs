using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;

namespace Serverless.Core.Budgets;

public sealed partial record BudgetLedger
{
    /// <summary>Promises trainings to a generation: as many as wanted, or what trainings, epochs and, as far as can be told before, GPU seconds are left for.</summary>
    /// <param name="generation">The generation under way: as many as were settled. Repeating its reservation changes nothing.</param>
    /// <param name="wanted">Feasible candidates, at least 0.</param>
    /// <param name="ladder">How far candidates are trained; not needed in a search that does not count epochs.</param>
    /// <exception cref="InvalidOperationException">It is not this generation's turn.</exception>
    public BudgetReservation Reserve(int generation, int wanted, RungLadder? ladder = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        if (IsReserved(generation))
        {
            return new BudgetReservation(this, TrainingsGranted);
        }

        // Searches that began when cached trainings did not count may have used more than their limit.
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

    /// <summary>Promises to a generation whose candidates are each trained as far as the algorithm says: the first of them, as far as there is enough.</summary>
    /// <param name="generation">The generation under way: as many as were settled. Repeating its reservation changes nothing.</param>
    /// <param name="wanted">One for each feasible candidate, in order.</param>
    /// <exception cref="InvalidOperationException">It is not this generation's turn.</exception>
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

    /// <summary>Epochs that what is left of every limit is expected to be enough for.</summary>
    int AffordableNow => Math.Min(EpochsLeft ?? int.MaxValue, EpochAllowance.AffordableWith(Gpu, Cost) ?? int.MaxValue);

    bool IsReserved(int generation) => generation == ReservedGeneration || generation == GenerationsSpent
        ? generation == ReservedGeneration
        : throw new InvalidOperationException(
            $"Generation {generation} cannot reserve: {GenerationsSpent} are settled, generation {ReservedGeneration} reserved last.");

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

    /// <summary>Books what a generation used and releases what it had reserved and did not use.</summary>
    /// <param name="generation">The generation under way. Repeating its settlement, or that of an earlier one, changes nothing.</param>
    /// <param name="usage">What it used: trainings within its reservation, evaluations within what is left.</param>
    /// <exception cref="InvalidOperationException">It is not this generation's turn, or no generation is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It used more than it may.</exception>
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

    /// <summary>Notes what the front has come to, for the limits that are judged by it.</summary>
    /// <param name="front">With the generation that was settled last.</param>
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
