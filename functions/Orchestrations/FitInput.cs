namespace Serverless.Functions.Orchestrations;

/// <summary>The surrogate to fit; its order is in its blob.</summary>
/// <param name="SurrogateId">The surrogate to be.</param>
/// <param name="SearchId">The search that asks for it; empty when none does.</param>
/// <param name="Jobs">How its job is waited for.</param>
public sealed record FitInput(string SurrogateId, string SearchId, JobTerms Jobs);
