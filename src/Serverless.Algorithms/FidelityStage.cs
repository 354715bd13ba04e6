namespace Serverless.Algorithms;

/// <summary>What an algorithm proposes at a fidelity before it goes on to the next.</summary>
/// <param name="New">Candidates that were not proposed before.</param>
/// <param name="Again">Candidates that were, at the fidelity before; they come first.</param>
public sealed record FidelityStage(int New, int Again);
