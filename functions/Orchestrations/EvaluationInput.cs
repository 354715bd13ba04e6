namespace Serverless.Functions.Orchestrations;

/// <summary>The candidate to evaluate.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation that proposed it.</param>
/// <param name="Index">Its place there, from 0.</param>
/// <param name="Jobs">How its jobs are waited for.</param>
/// <param name="Rung">How far to train it, from 1.</param>
public sealed record EvaluationInput(string SearchId, int Generation, int Index, JobTerms Jobs, int Rung = 1);
