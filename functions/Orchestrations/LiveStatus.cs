namespace Serverless.Functions.Orchestrations;

/// <summary>The custom status of a search: what its documents do not say yet.</summary>
/// <param name="Generation">The generation under way, from 0.</param>
/// <param name="Planned">Evaluations that this generation started.</param>
/// <param name="Done">Those that have ended.</param>
/// <param name="Trained">Those of them that were paid for with a training.</param>
public sealed record LiveStatus(int Generation, int Planned, int Done, int Trained);
