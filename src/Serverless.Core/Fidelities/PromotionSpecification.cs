namespace Serverless.Core.Fidelities;

/// <summary>Which candidates are trained further than a rung.</summary>
public sealed record PromotionSpecification
{
    /// <summary>The share of a request that names rungs and says nothing else.</summary>
    public const double DefaultKeep = 1.0 / 3;

    /// <value>The share of the candidates at a rung that are trained on to the next one; at least one always is. Above 0 to 1.</value>
    public required double Keep { get; init; }

    /// <value>
    /// After a rung of 0 epochs: the metric of untrained networks that is the proxy for those that only training tells. Null where there
    /// is no such rung.
    /// </value>
    public string? Untrained { get; init; }
}
