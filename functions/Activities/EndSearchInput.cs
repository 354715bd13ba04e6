using Serverless.Domain.Budgets;

namespace Serverless.Functions.Activities;

/// <summary>The search that ends.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Reason">Why; not <see cref="StopReason.Failed"/>.</param>
/// <param name="EndedAt">Now.</param>
/// <param name="Deadline">The end of its wall clock budget as it was when its turn began, budget added since left out; null when there was none.</param>
public sealed record EndSearchInput(string SearchId, StopReason Reason, DateTimeOffset EndedAt, DateTimeOffset? Deadline = null);
