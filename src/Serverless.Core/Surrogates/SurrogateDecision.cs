using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>
/// <c>generations/{n}/surrogate.json</c>: the surrogate of a generation, its role, and the reason; in an asynchronous search, from this turn on.
/// </summary>
public sealed record SurrogateDecision
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required SurrogateRole Role { get; init; }

    /// <value>The reason, for people.</value>
    public required string Reason { get; init; }

    /// <value>The surrogate's id; null when there is none.</value>
    public string? Surrogate { get; init; }

    /// <value>Kendall's τ-b between earlier predictions and what was measured afterwards; null while there are too few.</value>
    public double? FreshCorrelation { get; init; }

    /// <value>Number of predictions in <see cref="FreshCorrelation"/>.</value>
    public int Fresh { get; init; }

    /// <value>Kendall's τ-b for examples held out when the surrogate was fitted; null when it is not known.</value>
    public double? HeldOutCorrelation { get; init; }

    /// <value>Number of examples when the latest fit was requested; 0 before the first.</value>
    public int FittedTo { get; init; }

    /// <value>The fidelity of the examples in <see cref="FittedTo"/>; null when it is not known.</value>
    public string? FittedFidelity { get; init; }

    /// <value>In an asynchronous search: the surrogate that is being fitted at the same time; null when there is none.</value>
    public string? Fitting { get; init; }

    /// <value>In an asynchronous search, which writes a decision only when it changes: the turn of the previous decision; null for the first.</value>
    public int? Before { get; init; }
}

/// <summary>The current role of a surrogate in a search, and its use so far.</summary>
public sealed record SurrogateProgress
{
    /// <value>The decision for the latest generation.</value>
    public required SurrogateDecision Decision { get; init; }

    /// <value>The kind, one of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>Number of candidates predicted so far to choose from; a candidate that comes back in a later generation counts again.</value>
    public int Screened { get; init; }

    /// <value>Number of candidates chosen from them.</value>
    public int Chosen { get; init; }
}

/// <summary>The role of a surrogate in a generation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateRole>))]
public enum SurrogateRole
{
    /// <summary>There is no surrogate yet: the algorithm's own proposals are trained.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The surrogate predicts the algorithm's proposals but does not choose: its predictions are not good enough yet.</summary>
    [JsonStringEnumMemberName("shadow")]
    Shadow,

    /// <summary>The surrogate chooses which candidates are trained.</summary>
    [JsonStringEnumMemberName("active")]
    Active,
}
