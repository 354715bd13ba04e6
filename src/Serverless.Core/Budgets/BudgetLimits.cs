namespace Serverless.Core.Budgets;

/// <summary>What a search may use; the first limit hit ends it and is its <c>stopReason</c>. Null: not limited.</summary>
public sealed record BudgetLimits
{
    /// <value>Candidates trained, whether for this search or found in the evaluation cache. At least 1.</value>
    public int? Trainings { get; init; }

    /// <value>
    /// Epochs trained, whether for this search or found in the evaluation cache; at least those of one training. What is trained again
    /// because a worker died, or a checkpoint is gone, does not count twice.
    /// </value>
    public int? Epochs { get; init; }

    /// <value>Candidates proposed and scored, infeasible ones included. At least 1.</value>
    public int? Evaluations { get; init; }

    /// <value>Generations. At least 1.</value>
    public int? Generations { get; init; }

    /// <value>
    /// Worker seconds of trainings on CUDA devices, those of trainings that failed included; what the evaluation cache answers costs none.
    /// May be overrun by what workers have begun when it is used up, and by no more. Greater than 0.
    /// </value>
    public double? GpuSeconds { get; init; }

    /// <value>
    /// No limit: the GPU seconds that an epoch of one seed is taken to last until one has been trained for the search. Greater than 0;
    /// null: not known, and nothing is reserved until then.
    /// </value>
    public double? GpuSecondsPerEpoch { get; init; }

    /// <value>
    /// What the workers' time may cost, in the currency of <see cref="Prices"/>: training and measuring, what failed included; what the
    /// evaluation cache answers costs nothing. May be overrun by what workers have begun when it is used up, and by no more. Greater than 0.
    /// </value>
    public double? Cost { get; init; }

    /// <value>No limit: the prices that <see cref="Cost"/> is counted by, as they were when the search was accepted; null without it.</value>
    public PriceTable? Prices { get; init; }

    /// <value>Seconds since the search started to run. Greater than 0.</value>
    public double? WallClockSeconds { get; init; }

    /// <value>Generations in a row in which the front's hypervolume does not rise. At least 1.</value>
    public int? NoImprovementGenerations { get; init; }

    /// <value>
    /// Evaluations in a row that do not raise the front's hypervolume, counted as <see cref="Evaluations"/> are; judged after each
    /// generation. At least 1.
    /// </value>
    public int? NoImprovementEvaluations { get; init; }

    /// <value>
    /// The front's hypervolume that is enough, in the product of the objectives' units, up to the reference point that the objectives'
    /// thresholds fix; judged after each generation. Greater than 0.
    /// </value>
    public double? TargetHypervolume { get; init; }

    /// <summary>These limits raised; what is not limited stays so.</summary>
    /// <param name="added">What is added to each limit; null: nothing.</param>
    /// <exception cref="OverflowException">A limit gets too large for its type.</exception>
    public BudgetLimits Plus(BudgetLimits added) => new()
    {
        Trainings = checked(Trainings + (added.Trainings ?? 0)),
        Epochs = checked(Epochs + (added.Epochs ?? 0)),
        Evaluations = checked(Evaluations + (added.Evaluations ?? 0)),
        Generations = checked(Generations + (added.Generations ?? 0)),
        GpuSeconds = GpuSeconds + (added.GpuSeconds ?? 0),
        GpuSecondsPerEpoch = GpuSecondsPerEpoch,
        Cost = Cost + (added.Cost ?? 0),
        Prices = Prices,
        WallClockSeconds = WallClockSeconds + (added.WallClockSeconds ?? 0),
        NoImprovementGenerations = checked(NoImprovementGenerations + (added.NoImprovementGenerations ?? 0)),
        NoImprovementEvaluations = checked(NoImprovementEvaluations + (added.NoImprovementEvaluations ?? 0)),
        TargetHypervolume = TargetHypervolume + (added.TargetHypervolume ?? 0),
    };
}
