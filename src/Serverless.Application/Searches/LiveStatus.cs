namespace Serverless.Application.Searches;

/// <summary>The custom status of a search: what its documents do not say yet.</summary>
/// <param name="Generation">The generation under way, from 0.</param>
/// <param name="Planned">Evaluations that this generation started.</param>
/// <param name="Done">Those that have ended.</param>
/// <param name="Trained">Candidates of it that count against a limit of trainings.</param>
/// <param name="Rung">The rung under way, from 1; null in a search without rungs. Planned and Done are of it.</param>
/// <param name="Rungs">How many there are.</param>
/// <param name="Failed">Of those that have ended: how many failed.</param>
public sealed record LiveStatus(int Generation, int Planned, int Done, int Trained, int? Rung = null, int? Rungs = null, int Failed = 0);
