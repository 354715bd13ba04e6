namespace Serverless.Domain.Budgets;

/// <summary>What one generation used.</summary>
public sealed record GenerationUsage
{
    /// <value>Trainings done and paid for.</value>
    public int TrainingsSpent { get; init; }

    /// <value>Trainings answered by the evaluation cache.</value>
    public int TrainingsCached { get; init; }

    /// <value>Candidates proposed and scored, infeasible ones included.</value>
    public int Evaluations { get; init; }

    /// <value>Worker seconds spent on training and measuring.</value>
    public double WorkerSeconds { get; init; }

    internal void ThrowIfInvalid(int trainingsReserved, int? evaluationsLeft)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(TrainingsSpent);
        ArgumentOutOfRangeException.ThrowIfNegative(TrainingsCached);
        ArgumentOutOfRangeException.ThrowIfNegative(Evaluations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TrainingsSpent, trainingsReserved);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Evaluations, evaluationsLeft ?? Evaluations);
        ArgumentOutOfRangeException.ThrowIfNegative(WorkerSeconds);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(WorkerSeconds), false, nameof(WorkerSeconds));
    }
}
