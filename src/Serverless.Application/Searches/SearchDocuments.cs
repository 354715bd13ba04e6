using Serverless.Application.Fronts;
using Serverless.Application.Storage;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Searches;
using Serverless.Core;

namespace Serverless.Application.Searches;

/// <summary>Reads and updates the documents of searches, by search id.</summary>
public sealed class SearchDocuments(IDocumentStore store, SearchFronts fronts)
{
    /// <summary>Reads the request of a search.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<SearchRequest> ReadRequestAsync(string searchId, CancellationToken cancellation)
    {
        var request = (await store.ReadAsync(BlobPaths.Request(searchId), CoreJson.Default.SearchRequest, cancellation)).Value;
        return request with { Dataset = request.Dataset.In(searchId) };
    }

    /// <summary>Reads the state of a search that must exist.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<SearchDocument> ReadStateAsync(string searchId, CancellationToken cancellation) =>
        (await store.ReadAsync(BlobPaths.State(searchId), CoreJson.Default.SearchDocument, cancellation)).Value;

    /// <summary>Returns the state of a search; null when there is no such search.</summary>
    /// <exception cref="DocumentException">The blob is broken, or is missing although there is a request.</exception>
    public async Task<SearchDocument?> FindStateAsync(string searchId, CancellationToken cancellation)
    {
        if (await store.FindAsync(BlobPaths.State(searchId), CoreJson.Default.SearchDocument, cancellation) is { } state)
        {
            return state.Value;
        }

        return await store.FindVersionAsync(BlobPaths.Request(searchId), cancellation) is null
            ? null
            : await ReadStateAsync(searchId, cancellation);
    }

    /// <summary>Changes the state of a search; reads it and tries again when another writer changed it in between.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="change">Returns the new state, or null for no change. Must be pure.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The current state.</returns>
    public Task<SearchDocument> UpdateStateAsync(
        string searchId, Func<SearchDocument, SearchDocument?> change, CancellationToken cancellation) =>
        store.UpdateAsync(BlobPaths.State(searchId), change, CoreJson.Default.SearchDocument, cancellation);

    /// <summary>Reads the front; it is empty for a search without a merged generation.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<FrontDocument> ReadFrontAsync(SearchDocument state, CancellationToken cancellation)
    {
        if (state.Generation > 0)
        {
            return (await fronts.ReadAsync(state.Id, cancellation)).Front;
        }

        var request = await ReadRequestAsync(state.Id, cancellation);
        return new FrontDocument
        {
            SearchId = state.Id,
            Generation = 0,
            Objectives = request.Objectives,
            ReferencePoint = new Dictionary<string, double>(),
            Hypervolume = 0,
            Members = [],
        };
    }

    /// <summary>Returns the state of a search that was accepted and has not started.</summary>
    public static SearchDocument Pending(string searchId, SearchRequest request, DateTimeOffset createdAt) => new()
    {
        Id = searchId,
        Name = request.Name,
        State = SearchStatus.Pending,
        CreatedAt = createdAt,
        Budget = new BudgetLedger
        {
            Limits = request.Budgets,
            EpochsPerTraining = RungOutcomes.CountsEpochs(request) ? (int)RungLadder.Of(request).EpochsFor(1) : 0,
        },
    };
}
