namespace Serverless.Domain.Budgets;

/// <summary>Limits, what is promised to running work, and what has been used. Pure: every change gives a new ledger.</summary>
/// <remarks>
/// Reserved before dispatch, settled after; both carry their generation and are idempotent, because the activities that call them
/// may run more than once.
/// </remarks>
public sealed record BudgetLedger
{
    public required BudgetLimits Limits { get; init; }

    /// <value>Trainings promised to candidates of the generation under way.</value>
    public int TrainingsReserved { get; init; }

    /// <value>Trainings done and paid for; reserved + spent never exceeds the limit.</value>
    public int TrainingsSpent { get; init; }

    /// <value>Trainings answered by the evaluation cache, free of charge.</value>
    public int TrainingsCached { get; init; }

    /// <value>Candidates proposed and scored.</value>
    public int EvaluationsSpent { get; init; }

    /// <value>Generations settled.</value>
    public int GenerationsSpent { get; init; }

    /// <value>Worker seconds spent on training and measuring.</value>
    public double WorkerSeconds { get; init; }

    /// <value>The generation (from 0) of the latest reservation; −1 before the first.</value>
    public int ReservedGeneration { get; init; } = -1;
}
