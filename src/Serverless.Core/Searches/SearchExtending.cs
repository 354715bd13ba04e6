using System.Globalization;
using Serverless.Core.Budgets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches;

/// <summary>Adds budget to searches. Pure functions of a search's state.</summary>
public static class SearchExtending
{
    /// <summary>Whether more budget can make a search go on: it has not ended, or it ended because a budget was used up.</summary>
    /// <remarks>
    /// A cancelled search was ended on purpose. One that failed has something broken that no budget mends; its state may have been
    /// written again. One whose space is exhausted has nothing left to propose.
    /// </remarks>
    public static bool IsPossible(SearchDocument state) =>
        !SearchTransitions.IsFinal(state.State)
        || (state.State == SearchStatus.Completed && BudgetKind.All.Any(kind => kind.Reason == state.StopReason));

    /// <summary>The extension of that id which the search has had; null when it has not.</summary>
    public static SearchExtension? Find(SearchDocument state, string id) =>
        state.Extensions?.FirstOrDefault(extension => extension.Id == id);

    /// <summary>What is wrong with adding this, by its place in the request; all faults at once, none when it may be added.</summary>
    /// <param name="state">Of a search that <see cref="IsPossible"/> holds for.</param>
    /// <param name="extension">What is to be added.</param>
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
                faults.Add(Fault(kind, $"The search has no limit of {kind.Name}: leave this out."));
            }
            else if (limit + added > kind.Most)
            {
                faults.Add(Fault(kind, $"{Text(limit)} and {Text(added)} more are beyond {Text(kind.Most)}: add at most {Text(kind.Most - limit)}."));
            }
        }

        // While it runs more may be added at any time; to a search that has ended so much that it can go on.
        if (faults.Count == 0 && SearchTransitions.IsFinal(state.State))
        {
            var extended = Grow(state, extension);
            var usedUp = extended.Budget.UsedUp(extended.StartedAt, extension.At).ToList();
            faults.AddRange(BudgetKind.All.Where(kind => usedUp.Contains(kind.Reason)).Select(kind => Fault(
                kind, $"The limit of {Text(kind.Of(state.Budget.Limits))} is used up: add {Missing(kind, state.Budget)}, or the search cannot go on.")));
        }

        return faults;
    }

    /// <summary>Adds budget; a search that had ended runs again, its wall clock having stood still since.</summary>
    /// <returns>The new state; null when it was added already, or cannot be.</returns>
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

    /// <summary>The time in which a search had ended, or its wall clock was used up: what is added is added whole.</summary>
    static TimeSpan StoodStill(SearchDocument state, DateTimeOffset at)
    {
        // A pause counts when it ends, so for a paused search time ends with its beginning.
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
