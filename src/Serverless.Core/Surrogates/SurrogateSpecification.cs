using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>The surrogate of a search, which predicts which of its proposals are worth a training.</summary>
public sealed record SurrogateSpecification
{
    /// <summary>The fewest evaluations to which any kind is fitted.</summary>
    public const int FewestStartupTrials = 8;

    /// <summary>
    /// The default kind: it has few parameters, so it ranks well from about a dozen evaluations on, and is fitted in almost no time.
    /// </summary>
    public const string DefaultKind = SurrogateKind.Ridge;

    /// <summary>The default number of ensemble members.</summary>
    public const int DefaultEnsemble = 5;

    /// <value>The registered surrogate used from the first generation on; null: none is used until one is fitted.</value>
    public string? Id { get; init; }

    /// <value>The kind that is fitted to the search's own results: one of <see cref="SurrogateDescription.Searchable"/>.</value>
    public required string Kind { get; init; }

    /// <value>Number of candidates that are proposed and predicted per generation, to choose from. 1 to 10,000.</value>
    public required int PoolSize { get; init; }

    /// <value>Number of ensemble members. 1 to 20.</value>
    public required int Ensemble { get; init; }

    /// <value>
    /// The method that balances losses of several objectives or devices, one of <see cref="Generators.BalancerKind.OfSurrogates"/>; null: the default
    /// of the kind.
    /// </value>
    public string? Balancer { get; init; }

    /// <value>Number of evaluations before anything is predicted. At least <see cref="FewestStartupTrials"/>.</value>
    public required int StartupTrials { get; init; }

    /// <value>Lowest correlation between predictions and results, Kendall's τ-b, at which predictions are used to choose. −1 to 1.</value>
    public required double MinimumCorrelation { get; init; }

    /// <value>Share of a generation that is chosen to learn from rather than for expected gain. 0 to 1.</value>
    public required double Exploration { get; init; }

    /// <value>How a generation is chosen from the predictions.</value>
    public SurrogateSampling Sampling { get; init; }

    /// <value>Whether to learn also from evaluations of other searches with the same space, dataset, recipe and fidelity.</value>
    public bool OtherSearches { get; init; }

    /// <summary>Returns the specification of a search that only gives the kind.</summary>
    public static SurrogateSpecification Default(string kind) => new()
    {
        Kind = kind,
        PoolSize = 500,
        Ensemble = DefaultEnsemble,
        StartupTrials = 12,
        MinimumCorrelation = 0.2,
        Exploration = 0.15,
    };
}

/// <summary>How a generation is chosen from the predictions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateSampling>))]
public enum SurrogateSampling
{
    /// <summary>By expected hypervolume improvement, or scores against likeness, and a share to explore.</summary>
    [JsonStringEnumMemberName("improvement")]
    Improvement,

    /// <summary>Half are the best predicted, half are drawn from a top that halves each round, as in BRP-NAS.</summary>
    [JsonStringEnumMemberName("iterative")]
    Iterative,
}
