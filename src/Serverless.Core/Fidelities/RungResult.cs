namespace Serverless.Core.Fidelities;

/// <summary>The result of a candidate at one rung.</summary>
public sealed record RungResult
{
    /// <value>The rung, from 1.</value>
    public required int Rung { get; init; }

    /// <value>Number of epochs trained up to this rung.</value>
    public required int Epochs { get; init; }

    /// <value>Values after this rung, by objective or metric name.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>Whether the result came from the evaluation cache.</value>
    public bool Cached { get; init; }

    /// <value>The decision whether it continued, with rule and values; null for the last rung, and when the search ended first.</value>
    public PromotionDecision? Decision { get; init; }
}
