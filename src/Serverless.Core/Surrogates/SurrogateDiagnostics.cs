namespace Serverless.Core.Surrogates;

/// <summary>Diagnostics of a search and its surrogate before a generation.</summary>
public sealed record SurrogateDiagnostics
{
    public required int Generation { get; init; }

    /// <value>The number of evaluations to learn from.</value>
    public required int Examples { get; init; }

    /// <value>The number of examples when the latest fit was requested; 0 before the first.</value>
    public required int FittedTo { get; init; }

    /// <value>The fidelity of these examples; null when it is not known.</value>
    public string? FittedFidelity { get; init; }

    /// <value>The id of the latest surrogate that was fitted; null when there is none.</value>
    public string? Surrogate { get; init; }

    /// <value>Kendall's τ-b for held-out examples, as in <see cref="SurrogateDecision"/>.</value>
    public double? HeldOutCorrelation { get; init; }

    public double? FreshCorrelation { get; init; }

    public int Fresh { get; init; }

    /// <value>Whether a fit is in progress that the search does not wait for.</value>
    public bool IsFitting { get; init; }

    /// <value>The reason why the fit for this generation failed, for people; null when it did not fail, or none was due.</value>
    public string? Failure { get; init; }
}
