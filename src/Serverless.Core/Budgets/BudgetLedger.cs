using System.Text.Json.Serialization;
using Serverless.Core.Evaluations;

namespace Serverless.Core.Budgets;

/// <summary>The limits of a search, what is reserved for running work, and what has been used. Pure: every change returns a new ledger.</summary>
/// <remarks>
/// Budget is reserved before dispatch and settled afterwards. Both operations take the generation and are idempotent, because the activities
/// that call them can run more than once.
/// </remarks>
public sealed partial record BudgetLedger
{
    public required BudgetLimits Limits { get; init; }

    /// <value>Trainings reserved for candidates of the generation in progress.</value>
    public int TrainingsReserved { get; init; }

    /// <value>Trainings run and paid for; reserved + spent + cached never exceeds the limit.</value>
    public int TrainingsSpent { get; init; }

    /// <value>Trainings found in the evaluation cache: they cost nothing, but count against the limit like those that were paid for.</value>
    public int TrainingsCached { get; init; }

    /// <value>Epochs of one whole training in a search that counts epochs; 0 in one that does not.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsPerTraining { get; init; }

    /// <value>Epochs reserved for candidates of the generation in progress: the most that they can use.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsReserved { get; init; }

    /// <value>Epochs trained and paid for; reserved + spent + cached never exceeds the limit.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsSpent { get; init; }

    /// <value>Epochs found in the evaluation cache: they cost nothing, but count against the limit like those that were paid for.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsCached { get; init; }

    /// <value>Epochs that were not trained because candidates trained for this search were stopped early.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsSaved { get; init; }

    /// <value>Candidates stopped early, of those trained for this search: what came from the cache alone saved nothing.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EarlyStopped { get; init; }

    /// <value>Worker seconds of trainings and of zero-cost proxies, in a search that counts epochs.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double TrainingSeconds { get; init; }

    /// <value>In a search that counts epochs: the number of trainings paid for from beginning to end; their worker seconds follow.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WholeTrainings { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double WholeTrainingSeconds { get; init; }

    /// <value>Candidates proposed and scored.</value>
    public int EvaluationsSpent { get; init; }

    /// <value>Generations settled.</value>
    public int GenerationsSpent { get; init; }

    /// <value>Worker seconds spent on training and measuring.</value>
    public double WorkerSeconds { get; init; }

    /// <value>Worker seconds spent on trainings on CUDA devices.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double GpuSecondsSpent { get; init; }

    /// <value>GPU seconds that the generation in progress is expected to use, in a search that limits them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double GpuSecondsReserved { get; init; }

    /// <value>Cost of the workers' time so far, in a search that limits it.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double CostSpent { get; init; }

    /// <value>Expected cost of the generation in progress, in a search that limits the cost.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double CostReserved { get; init; }

    /// <value>Number of generations in a row, up to the latest one settled, in which the front's hypervolume did not rise.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int GenerationsWithoutImprovement { get; init; }

    /// <value>Number of evaluations in a row, up to the latest one settled, that did not raise the front's hypervolume.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EvaluationsWithoutImprovement { get; init; }

    /// <value>The front's hypervolume after the latest generation settled, in a search with a target hypervolume; 0 in others.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Hypervolume { get; init; }

    /// <value>Seconds that do not count as wall-clock time: pauses that have ended, and the time between an end and added budget.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double PausedSeconds { get; init; }

    /// <value>The generation (from 0) of the latest reservation; −1 before the first.</value>
    public int ReservedGeneration { get; init; } = -1;

    /// <value>
    /// Candidates granted by the latest reservation, including all that zero-cost proxies compare first; kept after settlement, so that a repeated
    /// call gets the same result.
    /// </value>
    public int TrainingsGranted { get; init; }

    /// <value>
    /// Estimated worker seconds for training all candidates to the end, from the average whole training; null when there was no whole training, or
    /// nothing was stopped early.
    /// </value>
    [JsonIgnore]
    public double? SecondsOfAllToTheEnd =>
        WholeTrainings > 0 && EarlyStopped > 0 ? WholeTrainingSeconds / WholeTrainings * (WholeTrainings + EarlyStopped) : null;

    /// <value>Trainings that count against the limit, cached ones included, so that a request takes the same course whatever is cached.</value>
    [JsonIgnore]
    public int TrainingsUsed => TrainingsSpent + TrainingsCached;

    /// <value>Epochs that count against the limit, in a search that counts epochs.</value>
    [JsonIgnore]
    public int EpochsUsed => EpochsSpent + EpochsCached;

    /// <value>Trainings that can still be reserved; null when they are not limited.</value>
    [JsonIgnore]
    public int? TrainingsLeft => Limits.Trainings - TrainingsUsed - TrainingsReserved;

    /// <value>Epochs that can still be reserved; null when they are not limited.</value>
    [JsonIgnore]
    public int? EpochsLeft => Limits.Epochs - EpochsUsed - EpochsReserved;

    /// <value>The limit and use of GPU seconds, with the expected use per epoch; null when they are not limited.</value>
    [JsonIgnore]
    public EpochAllowance? Gpu => Limits.GpuSeconds is { } limit ? new EpochAllowance(limit, GpuSecondsSpent, EpochsSpent, Limits.GpuSecondsPerEpoch) : null;

    /// <value>The limit and use of the cost, with the expected cost per epoch; null when it is not limited.</value>
    [JsonIgnore]
    public EpochAllowance? Cost => Limits.Cost is { } limit ? new EpochAllowance(limit, CostSpent, EpochsSpent) : null;

    /// <value>Candidates that can still be proposed; null when they are not limited. Never ask an algorithm for more.</value>
    [JsonIgnore]
    public int? EvaluationsLeft => Limits.Evaluations - EvaluationsSpent;

    /// <value>Generations that can still be run; null when they are not limited.</value>
    [JsonIgnore]
    public int? GenerationsLeft => Limits.Generations - GenerationsSpent;

    /// <summary>Returns the epochs for which GPU seconds and cost are expected to be enough after the given use; null if unlimited.</summary>
    public int? AffordableEpochs(EvaluationCost used)
    {
        var (gpu, cost) = AllowancesAfter(used);
        return EpochAllowance.AffordableWith(gpu, cost);
    }

    (EpochAllowance? Gpu, EpochAllowance? Cost) AllowancesAfter(EvaluationCost used)
    {
        ArgumentNullException.ThrowIfNull(used);
        return (Gpu?.Plus(used.GpuSeconds, used.Epochs), Cost?.Plus(PriceOf(used), used.Epochs));
    }

    double PriceOf(EvaluationCost used) => Limits.Prices?.CostOf(used.WorkerSeconds, used.GpuSeconds) ?? 0;

    /// <summary>Returns when the wall-clock limit is reached, without further pauses; null if unlimited or not started.</summary>
    public DateTimeOffset? Deadline(DateTimeOffset? startedAt) =>
        Limits.WallClockSeconds is { } seconds ? startedAt?.AddSeconds(seconds + PausedSeconds) : null;

    /// <summary>Returns the time until the wall-clock limit, never negative; null when it is not limited or the search has not started.</summary>
    public TimeSpan? WallClockLeft(DateTimeOffset? startedAt, DateTimeOffset now)
    {
        if (Deadline(startedAt) is not { } deadline)
        {
            return null;
        }

        var left = deadline - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Returns the first limit that is used up, in the order of <see cref="BudgetKind.All"/>; null when none is.</summary>
    /// <remarks>Reserved trainings do not count as used up, since their generation continues. Call this between generations.</remarks>
    public StopReason? Exhausted(DateTimeOffset? startedAt, DateTimeOffset now)
    {
        foreach (var reason in UsedUp(startedAt, now))
        {
            return reason;
        }

        return null;
    }

    /// <summary>Returns every limit that is used up, in the order of <see cref="Exhausted"/>.</summary>
    public IEnumerable<StopReason> UsedUp(DateTimeOffset? startedAt, DateTimeOffset now)
    {
        if (Hypervolume >= Limits.TargetHypervolume)
        {
            yield return StopReason.TargetHypervolume;
        }

        if (TrainingsUsed >= Limits.Trainings)
        {
            yield return StopReason.BudgetTrainings;
        }

        // Less than one whole training counts as nothing, because no candidate could be started.
        if (Limits.Epochs - EpochsUsed < Math.Max(1, EpochsPerTraining))
        {
            yield return StopReason.BudgetEpochs;
        }

        if (EvaluationsLeft <= 0)
        {
            yield return StopReason.BudgetEvaluations;
        }

        if (GenerationsLeft <= 0)
        {
            yield return StopReason.BudgetGenerations;
        }

        if (GenerationsWithoutImprovement >= Limits.NoImprovementGenerations)
        {
            yield return StopReason.NoImprovementGenerations;
        }

        if (EvaluationsWithoutImprovement >= Limits.NoImprovementEvaluations)
        {
            yield return StopReason.NoImprovementEvaluations;
        }

        // As with epochs: what does not cover one whole training would be spent on nothing that can be on the front.
        if (Gpu is { } gpu && gpu.AffordableEpochs < Math.Max(1, EpochsPerTraining))
        {
            yield return StopReason.BudgetGpuSeconds;
        }

        if (Cost is { } cost && cost.AffordableEpochs < Math.Max(1, EpochsPerTraining))
        {
            yield return StopReason.BudgetCost;
        }

        if (WallClockLeft(startedAt, now) == TimeSpan.Zero)
        {
            yield return StopReason.BudgetWallClock;
        }
    }
}
