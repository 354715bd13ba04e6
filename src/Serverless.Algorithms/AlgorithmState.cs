using System.Text.Json.Serialization;

namespace Serverless.Algorithms;

/// <summary>All that an algorithm knows, for storage between generations.</summary>
/// <remarks>
/// Its size: a constant, a model's parameters, the population, the archive (all bounded by the algorithm), what is pending, and for each candidate ever
/// proposed the bits that its decisions need, in whole bytes, times 4/3: four characters in NAS-Bench-201.
/// </remarks>
public sealed record AlgorithmState
{
    /// <summary>The version that is written and read.</summary>
    public const int CurrentSchemaVersion = 2;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <value>The algorithm and the space that it belongs to; it is of no use to others.</value>
    public required string Algorithm { get; init; }

    public required string Space { get; init; }

    public required long Seed { get; init; }

    /// <value>How often it was told something.</value>
    public int Generation { get; init; }

    /// <value>How many candidates it has proposed in this generation.</value>
    public int Asked { get; init; }

    /// <value>How many objectives there are; 0 while nothing was evaluated.</value>
    public int ObjectiveCount { get; init; }

    /// <value>A count or place of the algorithm's own.</value>
    public int Cursor { get; init; }

    /// <value>Numbers of the algorithm's own, such as what a model was fitted to; null when it has none.</value>
    public IReadOnlyList<double>? Parameters { get; init; }

    /// <value>What a policy has learnt, and how fast it learns: base64 of single-precision numbers; null when the algorithm has none.</value>
    public string? Weights { get; init; }

    /// <value>Those that parents are chosen from, in an order of the algorithm's own.</value>
    public IReadOnlyList<Individual> Population { get; init => field = value ?? []; } = [];

    /// <value>Others that it remembers.</value>
    public IReadOnlyList<Individual> Archive { get; init => field = value ?? []; } = [];

    /// <value>Groups of candidates that successive halving compares, the oldest first; null where there are none.</value>
    public IReadOnlyList<HalvingBracket>? Brackets { get; init; }

    /// <value>Proposed and not told yet, in proposal order.</value>
    public IReadOnlyList<ProposedCandidate> Pending { get; init => field = value ?? []; } = [];

    /// <value>Every candidate proposed so far, in proposal order, pending ones included: base64 of their packed genotypes.</value>
    public string Seen { get; init => field = value ?? ""; } = "";
}

/// <summary>How algorithm states are written: like all contracts, and with infinities and NaN by name, which objectives may be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = false)]
[JsonSerializable(typeof(AlgorithmState))]
public sealed partial class AlgorithmsJson : JsonSerializerContext;
