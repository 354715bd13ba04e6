namespace Serverless.Core.Budgets;

/// <summary>The usage of one generation.</summary>
public sealed record GenerationUsage
{
    /// <value>Trainings run and paid for.</value>
    public int TrainingsSpent { get; init; }

    /// <value>Trainings found in the evaluation cache.</value>
    public int TrainingsCached { get; init; }

    /// <value>Candidates proposed and scored, including infeasible ones.</value>
    public int Evaluations { get; init; }

    /// <value>Epochs trained and paid for; 0 in searches that do not count them.</value>
    public int Epochs { get; init; }

    /// <value>Epochs found in the evaluation cache; 0 in searches that do not count them.</value>
    public int EpochsCached { get; init; }

    /// <value>Epochs that were not trained because candidates that ran were stopped early.</value>
    public int EpochsSaved { get; init; }

    /// <value>Candidates stopped early, of those that ran.</value>
    public int EarlyStopped { get; init; }

    /// <value>Worker seconds of trainings and of zero-cost proxies; this and the next two are 0 in searches that do not count epochs.</value>
    public double TrainingSeconds { get; init; }

    /// <value>Number of trainings paid for from beginning to end; the next property holds their worker seconds.</value>
    public int WholeTrainings { get; init; }

    public double WholeTrainingSeconds { get; init; }

    /// <value>Worker seconds spent on training and measuring.</value>
    public double WorkerSeconds { get; init; }

    /// <value>Worker seconds of trainings on CUDA devices.</value>
    public double GpuSeconds { get; init; }

    internal void ThrowIfInvalid(int trainingsReserved, int epochsReserved, int? evaluationsLeft)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(TrainingsSpent);
        ArgumentOutOfRangeException.ThrowIfNegative(TrainingsCached);
        ArgumentOutOfRangeException.ThrowIfNegative(Evaluations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TrainingsSpent + TrainingsCached, trainingsReserved, "trainings");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Evaluations, evaluationsLeft ?? Evaluations);
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(EpochsCached);
        ArgumentOutOfRangeException.ThrowIfNegative(EpochsSaved);
        ArgumentOutOfRangeException.ThrowIfNegative(EarlyStopped);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Epochs + EpochsCached, epochsReserved, "epochs");
        ArgumentOutOfRangeException.ThrowIfNegative(WorkerSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(GpuSeconds);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(GpuSeconds), false, nameof(GpuSeconds));
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(WorkerSeconds), false, nameof(WorkerSeconds));
    }
}
