using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Core.Validation;
using Serverless.Core;

namespace Serverless.Application.Searches;

/// <summary>Adds budget to searches, once however often it is requested, and restarts those that had ended.</summary>
/// <remarks>
/// For a search that has not ended, the budget is added by one conditional write of its state, which the activities read. For a search that
/// has ended, the start of its orchestration is decisive: it carries the extension, which the orchestration adds first of all. A call that is
/// interrupted before the start has no effect; after the start it takes full effect. Both write the same change into the state, whichever
/// comes first.
/// </remarks>
public sealed class ExtendSearch(SearchDocuments searches, UnendedSearches unended, IDocumentStore store, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait until the orchestration of an ended search has ended too.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Adds budget to an existing search.</summary>
    /// <param name="orchestrations">The engine that restarts the orchestration.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="extension">The budget to add.</param>
    /// <param name="isExpected">Returns whether the search is still as the caller has seen it; called with the state that is changed.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">The state is missing or broken.</exception>
    public async Task<SearchExtensionOutcome> ExtendAsync(
        IOrchestrations orchestrations,
        string searchId,
        SearchExtension extension,
        Func<SearchDocument, bool> isExpected,
        CancellationToken cancellation)
    {
        for (var begin = time.GetTimestamp(); ; await Task.Delay(Pause, time, cancellation))
        {
            var (state, version) = await store.ReadAsync(BlobPaths.State(searchId), CoreJson.Default.SearchDocument, cancellation);
            var run = await orchestrations.FindSearchAsync(searchId, cancellation);
            var view = SearchView.Of(state, run);
            if (Refuse(state, view, extension, isExpected) is { } refused)
            {
                return refused;
            }

            var hasEnded = SearchTransitions.IsFinal(state.State);
            if (hasEnded)
            {
                await unended.AddAsync(searchId, await searches.ReadRequestAsync(searchId, cancellation), cancellation);
            }

            if (hasEnded
                ? run is not { Status: SearchRunStatus.UnderWay } && await orchestrations.TryRestartSearchAsync(state, extension, cancellation)
                : await store.TryReplaceAsync(
                    BlobPaths.State(searchId), SearchExtending.Apply(state, extension)!, version, CoreJson.Default.SearchDocument, cancellation))
            {
                var extended = await searches.UpdateStateAsync(
                    searchId, found => SearchExtending.Apply(found, extension), cancellation);
                return new SearchExtensionOutcome(SearchExtensionVerdict.Extended, extended);
            }

            if (time.GetElapsedTime(begin) > Patience)
            {
                return new SearchExtensionOutcome(SearchExtensionVerdict.Busy, view);
            }
        }
    }

    static SearchExtensionOutcome? Refuse(
        SearchDocument state, SearchDocument view, SearchExtension extension, Func<SearchDocument, bool> isExpected)
    {
        if (SearchExtending.Find(state, extension.Id) is { } earlier)
        {
            var verdict = earlier.Added == extension.Added ? SearchExtensionVerdict.Extended : SearchExtensionVerdict.KeyReused;
            return new SearchExtensionOutcome(verdict, view);
        }

        if (!isExpected(view))
        {
            return new SearchExtensionOutcome(SearchExtensionVerdict.Changed, view);
        }

        if (!SearchExtending.IsPossible(view))
        {
            return new SearchExtensionOutcome(SearchExtensionVerdict.Impossible, view);
        }

        IReadOnlyList<FieldError> faults = SearchExtending.Faults(state, extension);
        return faults.Count == 0 ? null : new SearchExtensionOutcome(SearchExtensionVerdict.Invalid, view, faults);
    }
}

/// <summary>The result of a request to add budget.</summary>
/// <param name="Verdict">The kind of result.</param>
/// <param name="State">The search.</param>
/// <param name="Faults">For <see cref="SearchExtensionVerdict.Invalid"/>, every error with its place in the request.</param>
public sealed record SearchExtensionOutcome(
    SearchExtensionVerdict Verdict, SearchDocument State, IReadOnlyList<FieldError>? Faults = null);
