namespace Serverless.Core.Evaluations;

/// <summary>A reason that evaluations of a search failed for.</summary>
/// <param name="Reason">For people.</param>
/// <param name="Count">How many failed for it, at least 1.</param>
public sealed record FailureReason(string Reason, int Count);
