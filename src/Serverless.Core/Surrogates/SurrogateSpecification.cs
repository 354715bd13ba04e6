using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>How a search predicts which of its proposals are worth a training.</summary>
public sealed record SurrogateSpecification
{
    /// <summary>No kind is fitted to fewer evaluations.</summary>
    public const int FewestStartupTrials = 8;

    /// <summary>What a request that names no kind is fitted by: of few parameters, so that it ranks from a dozen evaluations on, and fitted in no time.</summary>
    public const string DefaultKind = SurrogateKind.Ridge;

    /// <summary>Predictors that are fitted where a request says no number.</summary>
    public const int DefaultEnsemble = 5;

    /// <value>The surrogate of the registry that serves from the first generation on; null: none does until one is fitted.</value>
    public string? Id { get; init; }

    /// <value>What is fitted to the search's own results: one of <see cref="SurrogateDescription.Searchable"/>.</value>
    public required string Kind { get; init; }

    /// <value>Candidates that a generation proposes and predicts, to choose from. 1 to 10,000.</value>
    public required int PoolSize { get; init; }

    /// <value>Predictors that are fitted to disagree with one another. 1 to 20.</value>
    public required int Ensemble { get; init; }

    /// <value>How losses of several objectives or devices are balanced: one of <see cref="Generators.BalancerKind.OfSurrogates"/>; null: as the kind does it.</value>
    public string? Balancer { get; init; }

    /// <value>Evaluations that have to be known before anything is predicted. At least <see cref="FewestStartupTrials"/>.</value>
    public required int StartupTrials { get; init; }

    /// <value>Predictions are followed while they rank what they predicted at least as well: Kendall's τ-b, -1 to 1.</value>
    public required double MinimumCorrelation { get; init; }

    /// <value>The share of a generation that is chosen to learn from rather than to gain by. 0 to 1.</value>
    public required double Exploration { get; init; }

    /// <value>How a generation is chosen by what is predicted.</value>
    public SurrogateSampling Sampling { get; init; }

    /// <value>Whether to learn from evaluations of other searches too, of the same space, dataset, recipe and fidelity.</value>
    public bool OtherSearches { get; init; }

    /// <summary>What a search has that says no more than the kind.</summary>
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

/// <summary>How a generation is chosen by what is predicted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateSampling>))]
public enum SurrogateSampling
{
    /// <summary>By expected hypervolume improvement, or scores against likeness, and a share to explore.</summary>
    [JsonStringEnumMemberName("improvement")]
    Improvement,

    /// <summary>Half the best predicted, half drawn from a top that halves each round: BRP-NAS.</summary>
    [JsonStringEnumMemberName("iterative")]
    Iterative,
}
