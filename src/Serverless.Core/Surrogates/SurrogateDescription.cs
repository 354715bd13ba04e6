using Serverless.Core.Objectives;
using Serverless.Core.Tables;

namespace Serverless.Core.Surrogates;

/// <summary>A kind of surrogate as requests know it: what it can be asked for.</summary>
/// <param name="Name">One of <see cref="SurrogateKind"/>.</param>
/// <param name="PredictsEveryObjective">Whether it predicts everything an objective can be, so that it can lead a search; false: what networks cost alone.</param>
/// <param name="CanWarmStart">Whether a fit can begin at an earlier one's weights.</param>
/// <param name="PredictsValues">Whether it predicts values of objectives, and not Pareto scores alone.</param>
public sealed record SurrogateDescription(string Name, bool PredictsEveryObjective = true, bool CanWarmStart = false, bool PredictsValues = true)
{
    /// <summary>All kinds, by name in ordinal order.</summary>
    public static IReadOnlyList<SurrogateDescription> All { get; } =
    [
        new(SurrogateKind.BitOperations, PredictsEveryObjective: false),
        new(SurrogateKind.BoostedTrees),
        new(SurrogateKind.BrpNas),
        new(SurrogateKind.DeviceTransfer, PredictsEveryObjective: false),
        new(SurrogateKind.Gates),
        new(SurrogateKind.GaussianProcess),
        new(SurrogateKind.HwPrNas, CanWarmStart: true, PredictsValues: false),
        new(SurrogateKind.Lclr),
        new(SurrogateKind.Lookup, PredictsEveryObjective: false),
        new(SurrogateKind.ParetoHybrid, CanWarmStart: true),
        new(SurrogateKind.ProcessTrees),
        new(SurrogateKind.Ridge),
    ];

    /// <summary>The names of all, which requests can have fitted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The kinds that searches can be led by.</summary>
    public static IReadOnlyList<string> Searchable { get; } = [.. All.Where(kind => kind.PredictsEveryObjective).Select(kind => kind.Name)];

    /// <summary>The kinds that a fit can begin at, the one first that is fitted when a request names only where to begin.</summary>
    public static IReadOnlyList<string> WarmStarted { get; } = [.. All.Where(kind => kind.CanWarmStart).Select(kind => kind.Name)];

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
