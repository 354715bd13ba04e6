using Serverless.Core.Objectives;
using Serverless.Core.Tables;

namespace Serverless.Core.Surrogates;

/// <summary>Describes what requests can ask of a kind of surrogate.</summary>
/// <param name="Name">The name, one of <see cref="SurrogateKind"/>.</param>
/// <param name="PredictsEveryObjective">
/// Whether the kind predicts everything that an objective can be, so that a search can use it; false when it predicts only what networks cost.
/// </param>
/// <param name="CanWarmStart">Whether a fit can begin with the weights of an earlier one.</param>
/// <param name="PredictsValues">Whether the kind predicts values of objectives; false when it gives only Pareto scores.</param>
/// <param name="Losses">The losses that a fit minimises, which determine whether a balancer applies.</param>
public sealed record SurrogateDescription(
    string Name, bool PredictsEveryObjective = true, bool CanWarmStart = false, bool PredictsValues = true, SurrogateLosses Losses = SurrogateLosses.None)
{
    /// <summary>All kinds, by name in ordinal order.</summary>
    public static IReadOnlyList<SurrogateDescription> All { get; } =
    [
        new(SurrogateKind.BitOperations, PredictsEveryObjective: false),
        new(SurrogateKind.BoostedTrees),
        new(SurrogateKind.BrpNas, Losses: SurrogateLosses.Apart),
        new(SurrogateKind.DeviceTransfer, PredictsEveryObjective: false),
        new(SurrogateKind.Gates, Losses: SurrogateLosses.Apart),
        new(SurrogateKind.GaussianProcess),
        new(SurrogateKind.HwPrNas, CanWarmStart: true, PredictsValues: false, Losses: SurrogateLosses.ByPlatform),
        new(SurrogateKind.Lclr, Losses: SurrogateLosses.ByTarget),
        new(SurrogateKind.Lookup, PredictsEveryObjective: false),
        new(SurrogateKind.ParetoHybrid, CanWarmStart: true, Losses: SurrogateLosses.ByTarget),
        new(SurrogateKind.ProcessTrees),
        new(SurrogateKind.Ridge),
    ];

    /// <summary>The names of all kinds that a request can have fitted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The kinds that searches can use.</summary>
    public static IReadOnlyList<string> Searchable { get; } = [.. All.Where(kind => kind.PredictsEveryObjective).Select(kind => kind.Name)];

    /// <summary>
    /// The kinds that support a warm start. The first is the kind that is fitted when a request names only the surrogate to begin with.
    /// </summary>
    public static IReadOnlyList<string> WarmStarted { get; } = [.. All.Where(kind => kind.CanWarmStart).Select(kind => kind.Name)];

    /// <summary>The kinds whose losses a balancer can weigh.</summary>
    public static IReadOnlyList<string> Balanced { get; } =
        [.. All.Where(kind => kind.Losses is SurrogateLosses.ByTarget or SurrogateLosses.ByPlatform).Select(kind => kind.Name)];

    /// <summary>Returns the reason why a balancer does not apply to a fit, for people; null when it applies.</summary>
    /// <param name="kind">The kind, one of <see cref="Names"/>.</param>
    /// <param name="targets">The objectives to predict; null while they are not known.</param>
    public static string? LackOfLosses(string kind, IReadOnlyList<Objective>? targets = null) => All.FirstOrDefault(known => known.Name == kind)?.Losses switch
    {
        SurrogateLosses.ByTarget => null,
        SurrogateLosses.ByPlatform => targets is not null && SurrogatePlatform.Of(targets).Count == 1
            ? $"'{kind}' has a loss for each device of its objectives, and these name at most one device; remove the balancer"
            : null,
        SurrogateLosses.Apart => $"'{kind}' has a separate network for each objective, so there is nothing to balance; {Remedy}",
        _ => $"'{kind}' has no separate loss for each objective, so there is nothing to balance; {Remedy}",
    };

    /// <summary>Returns the reason why a fit rejects its balancer, for people; null when it accepts it, or has none.</summary>
    /// <param name="kind">The kind, one of <see cref="Names"/>.</param>
    /// <param name="balancer">The balancer; null for none.</param>
    /// <param name="targets">The objectives to predict; null while they are not known.</param>
    public static string? FaultOfBalancer(string kind, string? balancer, IReadOnlyList<Objective>? targets = null) =>
        balancer is not null && LackOfLosses(kind, targets) is { } lack ? $"'{balancer}' balances losses, and {lack}." : null;

    static string Remedy => $"remove the balancer, or use the kind {string.Join(" or ", Balanced)}";

    /// <summary>
    /// Returns whether a kind gives only Pareto scores: ranks over all objectives, including those that are known without an evaluation.
    /// </summary>
    public static bool ScoresAlone(string kind) => All.Any(known => known.Name == kind && !known.PredictsValues);

    /// <summary>
    /// Returns whether a kind can predict an objective; a kind that predicts only costs cannot predict objectives that require training.
    /// </summary>
    /// <param name="kind">The kind, one of <see cref="Names"/>.</param>
    /// <param name="objective">An objective of a search, or a column of a table.</param>
    public static bool CanPredict(string kind, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Searchable.Contains(kind) || (Metric.Find(objective.Metric) is { } metric
            ? metric.Source is MetricSource.Device or MetricSource.Analytic
            : objective.Goal == Goal.Minimise);
    }

    /// <summary>Returns whether a kind can predict a column of a table.</summary>
    public static bool CanPredict(string kind, TableMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return CanPredict(kind, metric.ToObjective() with { Metric = metric.Metric ?? metric.Column });
    }

    /// <summary>Returns whether a fit of a kind can begin with the weights of an earlier one of the same kind.</summary>
    public static bool WarmStarts(string kind) => WarmStarted.Contains(kind);
}

/// <summary>The losses that a fit of a kind minimises.</summary>
public enum SurrogateLosses
{
    /// <summary>The kind does not minimise the loss of a network.</summary>
    None,

    /// <summary>One loss per target, each of a separate network.</summary>
    Apart,

    /// <summary>One loss per target, all of one network.</summary>
    ByTarget,

    /// <summary>One loss per platform, all of one network.</summary>
    ByPlatform,
}
