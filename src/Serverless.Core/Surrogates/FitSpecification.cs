using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary><c>surrogates/{id}/order.json</c>: what a surrogate is to be fitted to, all of it, so that a repeated fit gives the same.</summary>
public sealed record FitSpecification
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    /// <value>One of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    public required SpaceSpecification Space { get; init; }

    public required DatasetSpecification Dataset { get; init; }

    /// <value>What networks are fed, for features to count; null: the images of the dataset.</value>
    public ImageShape? Shape { get; init; }

    /// <value>What to predict, at least one.</value>
    public required IReadOnlyList<Objective> Targets { get; init; }

    /// <value>The fidelity of the examples: <c>full</c>, or that of a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>Members, at least 1.</value>
    public required int Ensemble { get; init; }

    /// <value>How losses of several objectives or devices are balanced: one of <see cref="Generators.BalancerKind.OfSurrogates"/>; null: as the kind does it.</value>
    public string? Balancer { get; init; }

    public required long Seed { get; init; }

    /// <value>The surrogate that the fit begins at, with a mode; null when there is none.</value>
    public WarmStart? WarmStart { get; init; }

    /// <value>The search whose evaluations it learns from, and which generation of it asked; both null when nobody's.</value>
    public string? SearchId { get; init; }

    public int? Generation { get; init; }

    /// <value>The rows of a table that it learns from; null when there are none.</value>
    public TableRows? Table { get; init; }

    /// <value>The points of the examples' learning curves, the first first; empty: they have none.</value>
    public IReadOnlyList<string> CurvePoints { get; init => field = value ?? []; } = [];

    /// <value>For kind device-transfer: what known devices need, by which the examples are completed; null for all others.</value>
    public DeviceKnowledge? Known { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>In the order they were evaluated.</value>
    public required IReadOnlyList<SurrogateExample> Examples { get; init; }
}

/// <summary>What known devices need for architectures of one space.</summary>
/// <param name="Targets">One for each device.</param>
/// <param name="Examples">What each needs, by the names of targets; what one did not measure is left out.</param>
public sealed record DeviceKnowledge(IReadOnlyList<Objective> Targets, IReadOnlyList<SurrogateExample> Examples);
