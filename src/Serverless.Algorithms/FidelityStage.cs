namespace Serverless.Algorithms;

/// <summary>The candidates that an algorithm proposes at a fidelity before it moves on to the next.</summary>
/// <param name="New">The number of candidates that were not proposed before.</param>
/// <param name="Again">The number of candidates that were proposed at the previous fidelity; they come first.</param>
public sealed record FidelityStage(int New, int Again);
