using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Accepts valid search requests: stores them and starts their orchestrations.</summary>
/// <remarks>
/// When a submission is interrupted, another one with the same idempotency key completes it. A search is listed only once its state, which is
/// written last, and its index entry exist; the orchestration writes both too, so that a started search always has them.
/// </remarks>
public sealed class SubmitSearch(IDocumentStore store, SearchIndex index, SearchTraces traces, TimeProvider time)
{
    /// <summary>Accepts a request.</summary>
    /// <param name="orchestrations">The engine that starts the orchestration.</param>
    /// <param name="request">A valid request.</param>
    /// <param name="idempotencyKey">The idempotency key of the caller; null when it has none.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The search as it was accepted, equal for equal keys; null when the key was used for another request.</returns>
    public async Task<SearchDocument?> SubmitAsync(
        IOrchestrations orchestrations, SearchRequest request, string? idempotencyKey, CancellationToken cancellation)
    {
        var record = new IdempotencyRecord(
            idempotencyKey is null ? SearchId.From(Guid.NewGuid()) : SearchId.From(idempotencyKey), HashOf(request), time.GetUtcNow());
        if (idempotencyKey is not null)
        {
            var first = await RememberAsync(idempotencyKey, record, cancellation);
            if (first.RequestHash != record.RequestHash)
            {
                return null;
            }

            record = first;
        }

        var accepted = SearchDocuments.Pending(record.SearchId, request, record.CreatedAt);
        await store.TryCreateAsync(BlobPaths.Request(accepted.Id), request, CoreJson.Default.SearchRequest, cancellation);
        await EnsureStartedAsync(orchestrations, accepted, cancellation);
        return accepted;
    }

    /// <summary>Accepts a request under an id that the caller chose, once, however often it is called.</summary>
    /// <param name="orchestrations">The engine that starts the orchestration.</param>
    /// <param name="searchId">A valid id.</param>
    /// <param name="request">A valid request.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>Whether the request is accepted; false when another request has this id.</returns>
    public async Task<bool> SubmitAsAsync(IOrchestrations orchestrations, string searchId, SearchRequest request, CancellationToken cancellation)
    {
        if (!await KeepRequestAsync(searchId, request, cancellation))
        {
            return false;
        }

        await EnsureStartedAsync(orchestrations, SearchDocuments.Pending(searchId, request, time.GetUtcNow()), cancellation);
        return true;
    }

    /// <summary>Accepts a request of a schedule, once, however often it is called.</summary>
    /// <remarks>
    /// Here the state is written first, since it contains what the orchestration needs from its beginning: the request to pause. The caller has
    /// recorded that this search is to be started, and calls until it is.
    /// </remarks>
    /// <param name="orchestrations">The engine that starts the orchestration.</param>
    /// <param name="accepted">The search, Pending, with its schedule.</param>
    /// <param name="request">A valid request.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>Whether the request is accepted; false when another search has this id.</returns>
    public async Task<bool> SubmitScheduledAsync(
        IOrchestrations orchestrations, SearchDocument accepted, SearchRequest request, CancellationToken cancellation)
    {
        if (!await KeepRequestAsync(accepted.Id, request, cancellation))
        {
            return false;
        }

        var path = BlobPaths.State(accepted.Id);
        await store.TryCreateAsync(path, accepted, CoreJson.Default.SearchDocument, cancellation);
        var state = (await store.ReadAsync(path, CoreJson.Default.SearchDocument, cancellation)).Value;
        await index.AddAsync(state, cancellation);
        if (state.Schedule?.Id != accepted.Schedule?.Id)
        {
            return false;
        }

        if (state.State == SearchStatus.Pending)
        {
            await StartAsync(orchestrations, state, cancellation);
        }

        return true;
    }

    async Task<bool> KeepRequestAsync(string searchId, SearchRequest request, CancellationToken cancellation)
    {
        var path = BlobPaths.Request(searchId);
        return await store.TryCreateAsync(path, request, CoreJson.Default.SearchRequest, cancellation)
            || HashOf((await store.ReadAsync(path, CoreJson.Default.SearchRequest, cancellation)).Value) == HashOf(request);
    }

    async Task EnsureStartedAsync(IOrchestrations orchestrations, SearchDocument accepted, CancellationToken cancellation)
    {
        if (await store.FindVersionAsync(BlobPaths.State(accepted.Id), cancellation) is null)
        {
            await StartAsync(orchestrations, accepted, cancellation);
            if (await store.TryCreateAsync(BlobPaths.State(accepted.Id), accepted, CoreJson.Default.SearchDocument, cancellation))
            {
                await index.AddAsync(accepted, cancellation);
            }
        }
    }

    async Task<IdempotencyRecord> RememberAsync(string key, IdempotencyRecord record, CancellationToken cancellation)
    {
        var path = BlobPaths.Idempotency(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        return await store.TryCreateAsync(path, record, CoreJson.Default.IdempotencyRecord, cancellation)
            ? record
            : (await store.ReadAsync(path, CoreJson.Default.IdempotencyRecord, cancellation)).Value;
    }

    async Task StartAsync(IOrchestrations orchestrations, SearchDocument accepted, CancellationToken cancellation)
    {
        using var span = Spans.Start(SpanNames.SubmitSearch)?.SetTag(AttributeNames.SearchId, accepted.Id);
        await traces.OfAsync(accepted.Id, cancellation);
        await orchestrations.EnsureSearchStartedAsync(accepted.Id, accepted.CreatedAt, cancellation);
    }

    // The hash covers what the caller sent: a search whose results are imported may have more results when the same request comes again.
    static string HashOf(SearchRequest request)
    {
        var asked = request.ImportFrom is { Search: not null } import
            ? request with { ImportFrom = import with { Rows = [] }, Seeds = import.RetryFailed == true ? null : request.Seeds }
            : request;

        // The answer of a generator can change, or the generator can be gone, when the same request comes again.
        asked = asked.SeedsFrom is null ? asked : asked with { Seeds = null };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked, CoreJson.Default.SearchRequest)));
    }
}
