using Serverless.Core.Objectives;
using Serverless.Core.Tables;

namespace Serverless.Core.Surrogates;

/// <summary>A kind of surrogate as requests know it: what it can be asked for.</summary>
/// <param name="Name">One of <see cref="SurrogateKind"/>.</param>
/// <param name="PredictsEveryObjective">Whether it predicts everything an objective can be, so that it can lead a search; false: what networks cost alone.</param>
/// <param name="CanWarmStart">Whether a fit can begin at an earlier one's weights.</param>
/// <param name="PredictsValues">Whether it predicts values of objectives, and not Pareto scores alone.</param>
/// <param name="Losses">What a fit makes smaller, which says whether there is something to balance.</param>
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

    /// <summary>The names of all, which requests can have fitted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The kinds that searches can be led by.</summary>
    public static IReadOnlyList<string> Searchable { get; } = [.. All.Where(kind => kind.PredictsEveryObjective).Select(kind => kind.Name)];

    /// <summary>The kinds that a fit can begin at, the one first that is fitted when a request names only where to begin.</summary>
    public static IReadOnlyList<string> WarmStarted { get; } = [.. All.Where(kind => kind.CanWarmStart).Select(kind => kind.Name)];

    /// <summary>The kinds whose losses a balancer can weigh.</summary>
    public static IReadOnlyList<string> Balanced { get; } =
        [.. All.Where(kind => kind.Losses is SurrogateLosses.ByTarget or SurrogateLosses.ByPlatform).Select(kind => kind.Name)];

    /// <summary>Why a balancer is of no use to a fit, for people; null where it is of use.</summary>
    /// <param name="kind">One of <see cref="Names"/>.</param>
    /// <param name="targets">What is predicted; null where that is not known yet.</param>
    public static string? LackOfLosses(string kind, IReadOnlyList<Objective>? targets = null) => All.FirstOrDefault(known => known.Name == kind)?.Losses switch
    {
        SurrogateLosses.ByTarget => null,
        SurrogateLosses.ByPlatform => targets is not null && SurrogatePlatform.Of(targets).Count == 1
            ? $"'{kind}' has a loss for each device of its objectives, and these are of one device at most; leave the balancer out"
            : null,
        SurrogateLosses.Apart => $"'{kind}' has a network of its own for each objective, so there is nothing to balance; {Remedy}",
        _ => $"'{kind}' has no losses by objective, so there is nothing to balance; {Remedy}",
    };

    /// <summary>Why a fit refuses its balancer, for people; null where it takes it, or has none.</summary>
    /// <param name="kind">One of <see cref="Names"/>.</param>
    /// <param name="balancer">The balancer; null: none.</param>
    /// <param name="targets">What is predicted; null where that is not known yet.</param>
    public static string? FaultOfBalancer(string kind, string? balancer, IReadOnlyList<Objective>? targets = null) =>
        balancer is not null && LackOfLosses(kind, targets) is { } lack ? $"'{balancer}' balances losses, and {lack}." : null;

    static string Remedy => $"leave the balancer out, or take the kind {string.Join(" or ", Balanced)}";

    /// <summary>Whether a kind gives Pareto scores alone: ranks over all objectives, also those that are known without an evaluation.</summary>
    public static bool ScoresAlone(string kind) => All.Any(known => known.Name == kind && !known.PredictsValues);

    /// <summary>Whether a kind can predict an objective: one that predicts costs alone none that takes a training.</summary>
    /// <param name="kind">One of <see cref="Names"/>.</param>
    /// <param name="objective">Of a search, or a column of a table.</param>
    public static bool CanPredict(string kind, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Searchable.Contains(kind) || (Metric.Find(objective.Metric) is { } metric
            ? metric.Source is MetricSource.Device or MetricSource.Analytic
            : objective.Goal == Goal.Minimise);
    }

    /// <summary>Whether a kind can predict a column of a table.</summary>
    public static bool CanPredict(string kind, TableMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return CanPredict(kind, metric.ToObjective() with { Metric = metric.Metric ?? metric.Column });
    }

    /// <summary>Whether a fit of a kind can begin at an earlier one of the same kind.</summary>
    public static bool WarmStarts(string kind) => WarmStarted.Contains(kind);
}

/// <summary>What the fit of a kind makes smaller.</summary>
public enum SurrogateLosses
{
    /// <summary>No network's loss.</summary>
    None,

    /// <summary>A loss for each target, each of a network of its own.</summary>
    Apart,

    /// <summary>A loss for each target, of one network.</summary>
    ByTarget,

    /// <summary>A loss for each platform, of one network.</summary>
    ByPlatform,
}
