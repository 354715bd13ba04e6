using System.Globalization;
using Serverless.Core.Budgets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches;

/// <summary>Adds budget to searches. Pure functions of a search's state.</summary>
public static class SearchExtending
{
    /// <summary>Returns whether more budget can make a search continue: it has not ended, or it ended because a budget was used up.</summary>
    /// <remarks>
    /// A cancelled search was ended on purpose. The cause of a failed search is not fixed by more budget, and its state may have been
    /// rewritten. A search whose space is exhausted has nothing left to propose.
    /// </remarks>
    public static bool IsPossible(SearchDocument state) =>
        !SearchTransitions.IsFinal(state.State)
        || (state.State == SearchStatus.Completed && BudgetKind.All.Any(kind => kind.Reason == state.StopReason));

    /// <summary>Returns the extension with that id that was added to the search; null when there is none.</summary>
    public static SearchExtension? Find(SearchDocument state, string id) =>
        state.Extensions?.FirstOrDefault(extension => extension.Id == id);

    /// <summary>Returns all errors of an extension at once, by JSON pointer; empty when it can be added.</summary>
    /// <param name="state">The state of a search for which <see cref="IsPossible"/> is true.</param>
    /// <param name="extension">The extension to add.</param>
    public static IReadOnlyList<FieldError> Faults(SearchDocument state, SearchExtension extension)
    {
        var faults = new List<FieldError>();
        foreach (var kind in BudgetKind.All)
        {
            if (kind.Of(extension.Added) is not { } added)
            {
                continue;
            }

            if (kind.Of(state.Budget.Limits) is not { } limit)
            {
                faults.Add(Fault(kind, $"The search has no limit of {kind.Name}: remove this field."));
            }
            else if (limit + added > kind.Most)
            {
                faults.Add(Fault(kind, $"{Text(limit)} and {Text(added)} more exceed {Text(kind.Most)}: add at most {Text(kind.Most - limit)}."));
            }
        }

        // A running search can be given any amount; one that has ended needs enough to continue.
        if (faults.Count == 0 && SearchTransitions.IsFinal(state.State))
        {
            var extended = Grow(state, extension);
            var usedUp = extended.Budget.UsedUp(extended.StartedAt, extension.At).ToList();
            faults.AddRange(BudgetKind.All.Where(kind => usedUp.Contains(kind.Reason)).Select(kind => Fault(
                kind, $"The limit of {Text(kind.Of(state.Budget.Limits))} is used up: add {Missing(kind, state.Budget)}, or the search cannot go on.")));
        }

        return faults;
    }

    /// <summary>Adds budget; a search that had ended runs again, and the time since it ended does not count as wall-clock time.</summary>
    /// <returns>The new state; null when the budget was added already, or cannot be added.</returns>
    public static SearchDocument? Apply(SearchDocument state, SearchExtension extension) =>
        Find(state, extension.Id) is not null || !IsPossible(state) ? null : Grow(state, extension);

    static SearchDocument Grow(SearchDocument state, SearchExtension extension)
    {
        var hasEnded = SearchTransitions.IsFinal(state.State);
        return state with
        {
            State = hasEnded ? SearchStatus.Running : state.State,
            StopReason = null,
            Error = null,
            Note = null,
            CompletedAt = null,
            PauseRequestedAt = hasEnded ? null : state.PauseRequestedAt,
            ResumesAt = hasEnded ? null : state.ResumesAt,
            Budget = state.Budget with
            {
                Limits = state.Budget.Limits.Plus(extension.Added),
                PausedSeconds = state.Budget.PausedSeconds + StoodStill(state, extension.At).TotalSeconds,
            },
            Extensions =
            [
                .. state.Extensions ?? [],
                extension with { Generation = state.Generation, StopReason = state.StopReason, EndedAt = state.CompletedAt },
            ],
        };
    }

    /// <summary>
    /// Returns the time since the search ended or its wall-clock limit was reached; it is not counted, so that all of the added time is available.
    /// </summary>
    static TimeSpan StoodStill(SearchDocument state, DateTimeOffset at)
    {
        // A pause is counted when it ends, so for a paused search the time ends where the pause begins.
        var now = state.PausedAt ?? at;
        var ran = state.PausedAt ?? state.CompletedAt ?? at;
        var stood = now - (state.Budget.Deadline(state.StartedAt) is { } deadline && deadline < ran ? deadline : ran);
        return stood > TimeSpan.Zero ? stood : TimeSpan.Zero;
    }

    static string Missing(BudgetKind kind, BudgetLedger ledger) =>
        kind.Reached?.Invoke(ledger) - kind.Of(ledger.Limits) is { } over and > 0 ? $"more than {Text(over)}" : "some";

    static FieldError Fault(BudgetKind kind, string message) => new($"/budgets/{kind.Name}", message);

    static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
