namespace Serverless.Core.Surrogates;

/// <summary>What a surrogate does for a search at the moment, and what it has done.</summary>
public sealed record SurrogateProgress
{
    /// <value>The latest generation's.</value>
    public required SurrogateAdvice Advice { get; init; }

    /// <value>One of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>Candidates that were predicted to choose from so far; one that came back in a later generation counts again.</value>
    public int Screened { get; init; }

    /// <value>How many of them were chosen.</value>
    public int Chosen { get; init; }
}
