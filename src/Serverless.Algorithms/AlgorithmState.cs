using System.Text.Json.Serialization;

namespace Serverless.Algorithms;

/// <summary>The complete state of an algorithm, for storage between generations.</summary>
/// <remarks>
/// Its size is the sum of a constant, the parameters of a model, the population, the archive (all bounded by the algorithm), the pending candidates,
/// and for each candidate ever proposed the bits that its decisions need, rounded up to whole bytes, times 4/3: four characters in NAS-Bench-201.
/// </remarks>
public sealed record AlgorithmState
{
    /// <summary>The version of the state format that is written and read.</summary>
    public const int CurrentSchemaVersion = 2;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <value>The algorithm and the space that the state belongs to; no other algorithm or space can use it.</value>
    public required string Algorithm { get; init; }

    public required string Space { get; init; }

    public required long Seed { get; init; }

    /// <value>The number of times that the algorithm was given observations.</value>
    public int Generation { get; init; }

    /// <value>The number of candidates that the algorithm has proposed in this generation.</value>
    public int Asked { get; init; }

    /// <value>The number of objectives; 0 until something has been evaluated.</value>
    public int ObjectiveCount { get; init; }

    /// <value>A count or position whose meaning depends on the algorithm.</value>
    public int Cursor { get; init; }

    /// <value>Numbers whose meaning depends on the algorithm, such as the parameters of a fitted model; null if it has none.</value>
    public IReadOnlyList<double>? Parameters { get; init; }

    /// <value>
    /// The weights of a policy and the moments of its optimiser, as base64 of single-precision numbers; null if the algorithm has none.
    /// </value>
    public string? Weights { get; init; }

    /// <value>The candidates from which parents are chosen, in an order that depends on the algorithm.</value>
    public IReadOnlyList<Individual> Population { get; init => field = value ?? []; } = [];

    /// <value>Other candidates that the algorithm remembers.</value>
    public IReadOnlyList<Individual> Archive { get; init => field = value ?? []; } = [];

    /// <value>The groups of candidates that successive halving compares, oldest first; null if the algorithm has none.</value>
    public IReadOnlyList<HalvingBracket>? Brackets { get; init; }

    /// <value>The candidates that were proposed and not observed yet, in proposal order.</value>
    public IReadOnlyList<ProposedCandidate> Pending { get; init => field = value ?? []; } = [];

    /// <value>Every candidate proposed so far, in proposal order, including pending ones: base64 of their packed genotypes.</value>
    public string Seen { get; init => field = value ?? ""; } = "";
}

/// <summary>The JSON form of algorithm states: that of all contracts, with named literals for infinities and NaN, which objectives can be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = false)]
[JsonSerializable(typeof(AlgorithmState))]
public sealed partial class AlgorithmsJson : JsonSerializerContext;
