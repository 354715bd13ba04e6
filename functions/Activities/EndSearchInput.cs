using Serverless.Domain.Budgets;

namespace Serverless.Functions.Activities;

/// <summary>The search that ends.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Reason">Why; not <see cref="StopReason.Failed"/>.</param>
/// <param name="EndedAt">Now.</param>
/// <param name="Deadline">The end of its wall clock budget that was waited for; null when there is none.</param>
public sealed record EndSearchInput(string SearchId, StopReason Reason, DateTimeOffset EndedAt, DateTimeOffset? Deadline = null);
