namespace Serverless.Core.Surrogates;

/// <summary><c>generations/{n}/surrogate.json</c>: which surrogate serves a generation, how, and why.</summary>
public sealed record SurrogateAdvice
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
}
