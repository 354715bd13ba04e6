using Serverless.Core.Objectives;

namespace Serverless.Core.Budgets;

/// <summary>A kind of budget.</summary>
/// <param name="Name">The name in requests, below <c>budgets</c>.</param>
/// <param name="Most">The largest limit allowed; a larger one would limit nothing, so it is taken for a typing error.</param>
/// <param name="Reason">The reason given when a search stops because this budget is used up.</param>
/// <param name="Of">Reads the limit.</param>
public sealed record BudgetKind(string Name, double Most, StopReason Reason, Func<BudgetLimits, double?> Of)
{
    const int MostCandidates = 1_000_000;
    const int MostEpochs = 1_000_000_000;
    const int MostGenerations = 99_999;
    const int MostGpuSeconds = 1_000_000_000;
    const int MostCost = 1_000_000_000;
    const int SecondsOfAYear = 366 * 24 * 60 * 60;

    public static BudgetKind TargetHypervolume { get; } =
        new("targetHypervolume", MetricRange.Largest, StopReason.TargetHypervolume, limits => limits.TargetHypervolume)
        {
            IsCertain = false,
            Reached = ledger => ledger.Hypervolume,
        };

    public static BudgetKind Trainings { get; } =
        new("trainings", MostCandidates, StopReason.BudgetTrainings, limits => limits.Trainings);

    public static BudgetKind Epochs { get; } =
        new("epochs", MostEpochs, StopReason.BudgetEpochs, limits => limits.Epochs);

    public static BudgetKind Evaluations { get; } =
        new("evaluations", MostCandidates, StopReason.BudgetEvaluations, limits => limits.Evaluations);

    public static BudgetKind Generations { get; } =
        new("generations", MostGenerations, StopReason.BudgetGenerations, limits => limits.Generations);

    public static BudgetKind NoImprovementGenerations { get; } =
        new("noImprovementGenerations", MostGenerations, StopReason.NoImprovementGenerations, limits => limits.NoImprovementGenerations)
        {
            Reached = ledger => ledger.GenerationsWithoutImprovement,
        };

    public static BudgetKind NoImprovementEvaluations { get; } =
        new("noImprovementEvaluations", MostCandidates, StopReason.NoImprovementEvaluations, limits => limits.NoImprovementEvaluations)
        {
            Reached = ledger => ledger.EvaluationsWithoutImprovement,
        };

    public static BudgetKind GpuSeconds { get; } =
        new("gpuSeconds", MostGpuSeconds, StopReason.BudgetGpuSeconds, limits => limits.GpuSeconds)
        {
            IsCertain = false,
            Reached = ledger => ledger.Gpu is { } gpu ? Math.Ceiling(gpu.Spent + (gpu.PerEpoch * ledger.EpochsPerTraining)) : 0,
        };

    public static BudgetKind Cost { get; } =
        new("cost", MostCost, StopReason.BudgetCost, limits => limits.Cost)
        {
            IsCertain = false,
            Reached = ledger => ledger.Cost is { } cost ? cost.Spent + (cost.PerEpoch * ledger.EpochsPerTraining) : 0,
        };

    public static BudgetKind WallClockSeconds { get; } =
        new("wallClockSeconds", SecondsOfAYear, StopReason.BudgetWallClock, limits => limits.WallClockSeconds);

    /// <value>
    /// All kinds, in the order in which used-up budgets are named: first the target, then those for which the same request with the same
    /// seed always ends, last those that depend on how fast it ran.
    /// </value>
    public static IReadOnlyList<BudgetKind> All { get; } =
        [TargetHypervolume, Trainings, Epochs, Evaluations, Generations, NoImprovementGenerations, NoImprovementEvaluations, GpuSeconds, Cost, WallClockSeconds];

    /// <value>Whether every search with this limit eventually ends.</value>
    public bool IsCertain { get; init; } = true;

    /// <value>
    /// The value that a limit has to exceed for the search to continue, for kinds that can be passed before that is known; null for the others.
    /// </value>
    public Func<BudgetLedger, double>? Reached { get; init; }
}
