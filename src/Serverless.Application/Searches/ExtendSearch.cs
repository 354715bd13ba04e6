using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Core.Validation;
using Serverless.Core;

namespace Serverless.Application.Searches;

/// <summary>Adds budget to searches, once however often it is asked for, and makes those that had ended begin again.</summary>
/// <remarks>
/// To a search that has not ended it is added by one conditional write of its state, which the activities read. For one that has ended
/// the start of its orchestration is what counts: that carries the extension, and adds it first of all. Stopped before that nothing has
/// happened; stopped after it everything will. Both write the same into the state, whichever comes first.
/// </remarks>
public sealed class ExtendSearch(SearchDocuments searches, UnendedSearches unended, IDocumentStore store, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a search may take that has ended, until its orchestration has.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Adds budget to a search that is there.</summary>
    /// <param name="orchestrations">Starts the orchestration again.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="extension">What to add.</param>
    /// <param name="isExpected">Whether the search is still what the caller has seen; asked about the state that is changed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
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

/// <summary>What became of a wish to add budget.</summary>
/// <param name="Verdict">In a word.</param>
/// <param name="State">The search.</param>
/// <param name="Faults">Of <see cref="SearchExtensionVerdict.Invalid"/>: every fault by its place in the request.</param>
public sealed record SearchExtensionOutcome(
    SearchExtensionVerdict Verdict, SearchDocument State, IReadOnlyList<FieldError>? Faults = null);
