namespace Serverless.Core.Surrogates;

/// <summary>What is known of a search and its surrogate before a generation.</summary>
public sealed record SurrogateDiagnostics
{
    public required int Generation { get; init; }

    /// <value>Evaluations that can be learnt from.</value>
    public required int Examples { get; init; }

    /// <value>How many there were when the latest fit was asked for; 0 before the first.</value>
    public required int FittedTo { get; init; }

    /// <value>The latest surrogate that was fitted; null when there is none.</value>
    public string? Surrogate { get; init; }

    /// <value>As in <see cref="SurrogateDecision"/>.</value>
    public double? HeldOutCorrelation { get; init; }

    public double? FreshCorrelation { get; init; }

    public int Fresh { get; init; }

    /// <value>Whether a fit is under way, whose end the search does not wait for.</value>
    public bool IsFitting { get; init; }

    /// <value>Why the fit for this generation failed, for people; null when it did not, or none was due.</value>
    public string? Failure { get; init; }
}
