using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary><c>surrogates/{id}/order.json</c>: all the data and options of a surrogate's fit, so that a repeated fit gives the same result.</summary>
public sealed record FitSpecification
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    /// <value>The kind, one of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    public required SpaceSpecification Space { get; init; }

    public required DatasetSpecification Dataset { get; init; }

    /// <value>The input shape of the networks, from which features are computed; null: that of the dataset.</value>
    public ImageShape? Shape { get; init; }

    /// <value>The objectives to predict, at least one.</value>
    public required IReadOnlyList<Objective> Targets { get; init; }

    /// <value>The fidelity of the examples: <c>full</c>, or that of a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>Number of ensemble members, at least 1.</value>
    public required int Ensemble { get; init; }

    /// <value>
    /// The method that balances losses of several objectives or devices, one of <see cref="Generators.BalancerKind.OfSurrogates"/>; null: the default
    /// of the kind.
    /// </value>
    public string? Balancer { get; init; }

    public required long Seed { get; init; }

    /// <value>The surrogate from which the fit starts, with a mode; null when there is none.</value>
    public WarmStart? WarmStart { get; init; }

    /// <value>
    /// The search from whose evaluations it learns, and (next property) the generation that requested it; both null when no search did.
    /// </value>
    public string? SearchId { get; init; }

    public int? Generation { get; init; }

    /// <value>The rows of a table from which it learns; null when there are none.</value>
    public TableRows? Table { get; init; }

    /// <value>The points of the examples' learning curves, in order of epochs; empty: they have none.</value>
    public IReadOnlyList<string> CurvePoints { get; init => field = value ?? []; } = [];

    /// <value>For the kind device-transfer: values of known devices, with which the examples are completed; null for all others.</value>
    public DeviceKnowledge? Known { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>The examples, in the order in which they were evaluated.</value>
    public required IReadOnlyList<SurrogateExample> Examples { get; init; }
}

/// <summary>Values of known devices for architectures of one space.</summary>
/// <param name="Targets">One target per device.</param>
/// <param name="Examples">Values of each architecture by the names of targets; values that a device did not measure are left out.</param>
public sealed record DeviceKnowledge(IReadOnlyList<Objective> Targets, IReadOnlyList<SurrogateExample> Examples);
