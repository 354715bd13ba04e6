using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>What a candidate was worth at a rung.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Rung">From 1.</param>
/// <param name="Values">Objective name to value, in the objective's own direction.</param>
public sealed record RungEntry(CandidateId Candidate, int Rung, IReadOnlyDictionary<string, double> Values);
