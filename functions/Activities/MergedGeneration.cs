using Serverless.Domain.Budgets;

namespace Serverless.Functions.Activities;

/// <summary>What merging a generation led to.</summary>
/// <param name="StopReason">The budget that is used up; null when there is none.</param>
public sealed record MergedGeneration(StopReason? StopReason);
