using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Core;

namespace Serverless.Cli.Api;

/// <summary>Manages a collection on the platform whose items workers fit.</summary>
/// <typeparam name="TRequest">The type of a request for a fit.</typeparam>
/// <typeparam name="TEntry">The type of an item, fitted or not.</typeparam>
public abstract class FittedClient<TRequest, TEntry>
{
    readonly string _collection;
    readonly JsonTypeInfo<TRequest> _request;
    readonly JsonTypeInfo<TEntry> _entry;
    readonly JsonTypeInfo<ResultPage<TEntry>> _page;

    private protected FittedClient(
        ApiConnection api, string collection, JsonTypeInfo<TRequest> request, JsonTypeInfo<TEntry> entry, JsonTypeInfo<ResultPage<TEntry>> page) =>
        (Api, _collection, _request, _entry, _page) = (api, collection, request, entry, page);

    private protected ApiConnection Api { get; }

    /// <summary>Requests a fit. Equal keys with equal requests fit one item, so the request can be repeated when a response was lost.</summary>
    public Task<TEntry> FitAsync(TRequest request, string idempotencyKey, CancellationToken cancellation) => Api.SendAsync(
        HttpMethod.Post,
        _collection,
        JsonSerializer.SerializeToUtf8Bytes(request, _request),
        headers => headers.Add("Idempotency-Key", idempotencyKey),
        _entry,
        cancellation);

    public Task<TEntry> GetAsync(string id, CancellationToken cancellation) => Api.GetAsync(Of(id), _entry, cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) => Api.SendAsync(HttpMethod.Delete, Of(id), cancellation);

    /// <summary>Streams all items, by id.</summary>
    public IAsyncEnumerable<TEntry> StreamAsync(CancellationToken cancellation) => Api.StreamAsync(_collection, _page, cancellation);

    private protected string Of(string id) => $"{_collection}/{ApiConnection.Escape(id)}";
}
