namespace Serverless.Core.Fidelities;

/// <summary><c>generations/{n}/rungs/{r}/promotion.json</c>: who of a generation is trained on from a rung, in proposal order.</summary>
public sealed record RungPromotion
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>From 1.</value>
    public required int Rung { get; init; }

    /// <value>One for each candidate that has the rung.</value>
    public required IReadOnlyList<PromotionDecision> Decisions { get; init; }
}
