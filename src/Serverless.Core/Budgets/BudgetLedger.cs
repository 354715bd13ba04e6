using System.Text.Json.Serialization;
using Serverless.Core.Evaluations;

namespace Serverless.Core.Budgets;

/// <summary>Limits, what is promised to running work, and what has been used. Pure: every change gives a new ledger.</summary>
/// <remarks>
/// Reserved before dispatch, settled after; both carry their generation and are idempotent, because the activities that call them
/// may run more than once.
/// </remarks>
public sealed partial record BudgetLedger
{
    public required BudgetLimits Limits { get; init; }

    /// <value>Trainings promised to candidates of the generation under way.</value>
    public int TrainingsReserved { get; init; }

    /// <value>Trainings done and paid for; reserved + spent + cached never exceeds the limit.</value>
    public int TrainingsSpent { get; init; }

    /// <value>Trainings answered by the evaluation cache: they cost nothing, and count against the limit like those that were paid for.</value>
    public int TrainingsCached { get; init; }

    /// <value>Epochs of one whole training in a search that counts epochs; 0 in one that does not.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsPerTraining { get; init; }

    /// <value>Epochs promised to candidates of the generation under way: the most that they can take.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsReserved { get; init; }

    /// <value>Epochs trained and paid for; reserved + spent + cached never exceeds the limit.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsSpent { get; init; }

    /// <value>Epochs answered by the evaluation cache: they cost nothing, and count against the limit like those that were paid for.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsCached { get; init; }

    /// <value>Epochs that were not trained because candidates that ran for this search were stopped early.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsSaved { get; init; }

    /// <value>Candidates stopped early, of those that ran for this search: what came from the cache alone saved nothing.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EarlyStopped { get; init; }

    /// <value>Worker seconds of trainings and of zero-cost proxies, in a search that counts epochs.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double TrainingSeconds { get; init; }

    /// <value>Of the trainings that this search paid for from beginning to end: how many, and their worker seconds; in a search that counts epochs.</value>
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

    /// <value>GPU seconds that the generation under way is expected to take, in a search that has a limit of them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double GpuSecondsReserved { get; init; }

    /// <value>What the workers' time has cost, in a search that has a limit of it.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double CostSpent { get; init; }

    /// <value>What the generation under way is expected to cost, in a search that has a limit of it.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double CostReserved { get; init; }

    /// <value>Generations in a row, up to the latest one settled, in which the front's hypervolume did not rise.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int GenerationsWithoutImprovement { get; init; }

    /// <value>Evaluations in a row, up to the latest one settled, that did not raise the front's hypervolume.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EvaluationsWithoutImprovement { get; init; }

    /// <value>The front's hypervolume after the latest generation settled, in a search that has a target of it; 0 in others.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Hypervolume { get; init; }

    /// <value>Seconds in which the wall clock stood still: pauses that have ended, and the time between an end and more budget.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double PausedSeconds { get; init; }

    /// <value>The generation (from 0) of the latest reservation; −1 before the first.</value>
    public int ReservedGeneration { get; init; } = -1;

    /// <value>Candidates that the latest reservation granted, all of those that zero-cost proxies compare first; kept when it is settled, so that a repeated call gets the same answer.</value>
    public int TrainingsGranted { get; init; }

    /// <value>
    /// What training all candidates to the end would have taken, each as long as those that were, on average; null when none was, or
    /// nothing was stopped early.
    /// </value>
    [JsonIgnore]
    public double? SecondsOfAllToTheEnd =>
        WholeTrainings > 0 && EarlyStopped > 0 ? WholeTrainingSeconds / WholeTrainings * (WholeTrainings + EarlyStopped) : null;

    /// <value>Trainings that count against the limit. The same request takes the same course, however much of it is answered by the cache.</value>
    [JsonIgnore]
    public int TrainingsUsed => TrainingsSpent + TrainingsCached;

    /// <value>Epochs that count against the limit, in a search that counts epochs.</value>
    [JsonIgnore]
    public int EpochsUsed => EpochsSpent + EpochsCached;

    /// <value>Trainings that can still be promised; null when they are not limited.</value>
    [JsonIgnore]
    public int? TrainingsLeft => Limits.Trainings - TrainingsUsed - TrainingsReserved;

    /// <value>Epochs that can still be promised; null when they are not limited.</value>
    [JsonIgnore]
    public int? EpochsLeft => Limits.Epochs - EpochsUsed - EpochsReserved;

    /// <value>GPU seconds that can still be used and what an epoch is expected to take; null when they are not limited.</value>
    [JsonIgnore]
    public EpochAllowance? Gpu => Limits.GpuSeconds is { } limit ? new EpochAllowance(limit, GpuSecondsSpent, EpochsSpent, Limits.GpuSecondsPerEpoch) : null;

    /// <value>What can still be paid and what an epoch is expected to cost; null when it is not limited.</value>
    [JsonIgnore]
    public EpochAllowance? Cost => Limits.Cost is { } limit ? new EpochAllowance(limit, CostSpent, EpochsSpent) : null;

    /// <value>Candidates that can still be proposed; null when they are not limited. Never ask an algorithm for more.</value>
    [JsonIgnore]
    public int? EvaluationsLeft => Limits.Evaluations - EvaluationsSpent;

    /// <value>Generations that can still be run; null when they are not limited.</value>
    [JsonIgnore]
    public int? GenerationsLeft => Limits.Generations - GenerationsSpent;

    /// <summary>Epochs that GPU seconds and cost are expected to be enough for, once what is under way has used so much; null when neither is limited.</summary>
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

    /// <summary>When the wall clock's limit is reached, if there is no further pause; null when it is not limited or the search has not started.</summary>
    public DateTimeOffset? Deadline(DateTimeOffset? startedAt) =>
        Limits.WallClockSeconds is { } seconds ? startedAt?.AddSeconds(seconds + PausedSeconds) : null;

    /// <summary>Time until the wall clock's limit; null when it is not limited or the search has not started; never negative.</summary>
    public TimeSpan? WallClockLeft(DateTimeOffset? startedAt, DateTimeOffset now)
    {
        if (Deadline(startedAt) is not { } deadline)
        {
            return null;
        }

        var left = deadline - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The first limit that is used up, in the order of <see cref="BudgetKind.All"/>; null when none is.</summary>
    /// <remarks>Reserved trainings are not used up: their generation goes on. Ask between generations.</remarks>
    public StopReason? Exhausted(DateTimeOffset? startedAt, DateTimeOffset now)
    {
        foreach (var reason in UsedUp(startedAt, now))
        {
            return reason;
        }

        return null;
    }

    /// <summary>Every limit that is used up, in the order of <see cref="Exhausted"/>.</summary>
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

        // Less than one whole training is as good as nothing: no candidate could be begun.
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

        // As of epochs: what is not enough for one whole training would be spent on nothing that comes to the front.
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
