namespace Serverless.Functions.Orchestrations;

/// <summary>How jobs are waited for.</summary>
/// <param name="Patience">How long to wait for an answer before looking whether the job is still there.</param>
/// <param name="MaximumAttempts">How often a job that failed or got lost is tried, at least 1.</param>
public sealed record JobTerms(TimeSpan Patience, int MaximumAttempts);
