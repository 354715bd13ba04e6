using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The final changes of a search's state. Each returns null for a search that has already ended.</summary>
public static class SearchEnd
{
    public static SearchDocument? Cancelled(SearchDocument state, DateTimeOffset at) =>
        Move(state, SearchStatus.Cancelled, StopReason.Cancelled, at, null);

    /// <param name="state">The state before the change.</param>
    /// <param name="reason">The budget that was used up.</param>
    /// <param name="at">The current time.</param>
    /// <param name="error">What is missing from the result; null when nothing is.</param>
    /// <param name="note">What a reader of the result should know; null when there is nothing to report.</param>
    public static SearchDocument? Completed(SearchDocument state, StopReason reason, DateTimeOffset at, string? error, string? note = null) =>
        Move(state, SearchStatus.Completed, reason, at, error) is { } completed ? completed with { Note = note } : null;

    public static SearchDocument? Failed(SearchDocument state, DateTimeOffset at, string error) =>
        Move(state, SearchStatus.Failed, StopReason.Failed, at, error);

    static SearchDocument? Move(SearchDocument state, SearchStatus to, StopReason reason, DateTimeOffset at, string? error)
    {
        if (SearchTransitions.IsFinal(state.State))
        {
            return null;
        }

        return SearchTransitions.IsLegal(state.State, to)
            ? state with { State = to, StopReason = reason, CompletedAt = at, Error = error, ResumesAt = null }
            : throw new InvalidOperationException($"Search {state.Id} cannot go from {state.State} to {to}.");
    }
}
