namespace Serverless.Core.Budgets;

/// <summary>The limits of a search; the first limit reached ends it and is its <c>stopReason</c>. Null: not limited.</summary>
public sealed record BudgetLimits
{
    /// <value>Number of candidates trained, whether for this search or found in the evaluation cache. At least 1.</value>
    public int? Trainings { get; init; }

    /// <value>
    /// Number of epochs trained, whether for this search or found in the evaluation cache; at least those of one training. Epochs that are trained
    /// again because a worker died or a checkpoint was lost are not counted twice.
    /// </value>
    public int? Epochs { get; init; }

    /// <value>Number of candidates proposed and scored, including infeasible ones. At least 1.</value>
    public int? Evaluations { get; init; }

    /// <value>Number of generations. At least 1.</value>
    public int? Generations { get; init; }

    /// <value>
    /// Worker seconds of trainings on CUDA devices, including trainings that failed; results from the evaluation cache use none.
    /// The limit can be exceeded only by work that was already running when it was reached. Greater than 0.
    /// </value>
    public double? GpuSeconds { get; init; }

    /// <value>
    /// Not a limit: the GPU seconds assumed for an epoch with one seed until one has been trained for the search. Greater than 0;
    /// null: not known, and nothing is reserved until then.
    /// </value>
    public double? GpuSecondsPerEpoch { get; init; }

    /// <value>
    /// Cost of the workers' time, in the currency of <see cref="Prices"/>: training and measuring, including failures; results from the
    /// evaluation cache cost nothing. The limit can be exceeded only by work that was already running when it was reached. Greater than 0.
    /// </value>
    public double? Cost { get; init; }

    /// <value>
    /// Not a limit: the prices from which <see cref="Cost"/> is computed, as of when the search was accepted; null without a cost limit.
    /// </value>
    public PriceTable? Prices { get; init; }

    /// <value>Seconds since the search started to run. Greater than 0.</value>
    public double? WallClockSeconds { get; init; }

    /// <value>Number of generations in a row in which the front's hypervolume does not rise. At least 1.</value>
    public int? NoImprovementGenerations { get; init; }

    /// <value>
    /// Number of evaluations in a row that do not raise the front's hypervolume, counted like <see cref="Evaluations"/>; checked after each
    /// generation. At least 1.
    /// </value>
    public int? NoImprovementEvaluations { get; init; }

    /// <value>
    /// Hypervolume of the front at which the search ends, in the product of the objectives' units, up to the reference point given by the
    /// objectives' thresholds; checked after each generation. Greater than 0.
    /// </value>
    public double? TargetHypervolume { get; init; }

    /// <summary>Returns these limits, raised; unlimited budgets stay unlimited.</summary>
    /// <param name="added">The amount to add to each limit; null: nothing.</param>
    /// <exception cref="OverflowException">A limit becomes too large for its type.</exception>
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
