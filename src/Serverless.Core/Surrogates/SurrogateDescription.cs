namespace Serverless.Core.Surrogates;

/// <summary>A kind of surrogate as requests know it: what it can be asked for.</summary>
/// <param name="Name">One of <see cref="SurrogateKind"/>.</param>
/// <param name="PredictsEveryObjective">Whether it predicts everything an objective can be, so that it can lead a search, and be fitted by request.</param>
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
        new(SurrogateKind.HwPrNas, CanWarmStart: true, PredictsValues: false),
        new(SurrogateKind.Lclr),
        new(SurrogateKind.Lookup, PredictsEveryObjective: false),
        new(SurrogateKind.ParetoHybrid, CanWarmStart: true),
        new(SurrogateKind.Ridge),
    ];

    /// <summary>The kinds that searches can be led by, and requests can have fitted.</summary>
    public static IReadOnlyList<string> Searchable { get; } = [.. All.Where(kind => kind.PredictsEveryObjective).Select(kind => kind.Name)];

    /// <summary>The kinds that a fit can begin at, the one first that is fitted when a request names only where to begin.</summary>
    public static IReadOnlyList<string> WarmStarted { get; } = [.. All.Where(kind => kind.CanWarmStart).Select(kind => kind.Name)];

    /// <summary>Whether a kind gives Pareto scores alone: ranks over all objectives, also those that are known without an evaluation.</summary>
    public static bool ScoresAlone(string kind) => All.Any(known => known.Name == kind && !known.PredictsValues);

    /// <summary>Whether a fit of a kind can begin at an earlier one of the same kind.</summary>
    public static bool WarmStarts(string kind) => WarmStarted.Contains(kind);
}
