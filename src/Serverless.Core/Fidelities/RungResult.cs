namespace Serverless.Core.Fidelities;

/// <summary>What was found out about a candidate at one rung.</summary>
public sealed record RungResult
{
    /// <value>From 1.</value>
    public required int Rung { get; init; }

    /// <value>Epochs trained up to here.</value>
    public required int Epochs { get; init; }

    /// <value>Objective or metric name to value, as known after this rung.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>Whether it came from the evaluation cache.</value>
    public bool Cached { get; init; }

    /// <value>Whether it was trained on, and by what rule and values; null for the last rung, and when the search ended first.</value>
    public PromotionDecision? Decision { get; init; }
}
