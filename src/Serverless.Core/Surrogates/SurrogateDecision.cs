using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary><c>generations/{n}/surrogate.json</c>: which surrogate serves a generation, how, and why; in an asynchronous search from this turn on.</summary>
public sealed record SurrogateDecision
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required SurrogateRole Role { get; init; }

    /// <value>Why, for people.</value>
    public required string Reason { get; init; }

    /// <value>The surrogate's id; null when there is none.</value>
    public string? Surrogate { get; init; }

    /// <value>How well earlier predictions ranked what was measured afterwards, Kendall's τ-b; null while too few are.</value>
    public double? FreshCorrelation { get; init; }

    /// <value>How many predictions that is of.</value>
    public int Fresh { get; init; }

    /// <value>How well it ranked what was held out when it was fitted, Kendall's τ-b; null when that is not known.</value>
    public double? HeldOutCorrelation { get; init; }

    /// <value>Examples there were when the latest fit was asked for; 0 before the first.</value>
    public int FittedTo { get; init; }

    /// <value>Of an asynchronous search: the surrogate that is being fitted meanwhile; null when none is.</value>
    public string? Fitting { get; init; }

    /// <value>Of an asynchronous search, which writes a decision only where it changes: the turn of the one before; null for the first.</value>
    public int? Before { get; init; }
}

/// <summary>What a surrogate does for a search at the moment, and what it has done.</summary>
public sealed record SurrogateProgress
{
    /// <value>The latest generation's.</value>
    public required SurrogateDecision Decision { get; init; }

    /// <value>One of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>Candidates that were predicted to choose from so far; one that came back in a later generation counts again.</value>
    public int Screened { get; init; }

    /// <value>How many of them were chosen.</value>
    public int Chosen { get; init; }
}

/// <summary>What a surrogate does for a generation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateRole>))]
public enum SurrogateRole
{
    /// <summary>There is none yet: the algorithm's own proposals are trained.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>It predicts what the algorithm proposes and chooses nothing: its predictions are not good enough, and may become so.</summary>
    [JsonStringEnumMemberName("shadow")]
    Shadow,

    /// <summary>It chooses what is trained.</summary>
    [JsonStringEnumMemberName("active")]
    Active,
}
