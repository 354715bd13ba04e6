namespace Serverless.Functions.Orchestrations;

/// <summary>What stays the same for all generations of a search.</summary>
/// <param name="StartedAt">When it began to run.</param>
/// <param name="Deadline">When its wall clock budget ends; null when it has none.</param>
/// <param name="Jobs">How its jobs are waited for.</param>
public sealed record SearchPlan(DateTimeOffset StartedAt, DateTimeOffset? Deadline, JobTerms Jobs);
