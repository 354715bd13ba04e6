using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Api;

/// <summary>Surrogates on the platform.</summary>
public sealed class SurrogateClient
{
    const string Collection = "api/surrogates";

    readonly ApiConnection _api;

    internal SurrogateClient(ApiConnection api) => _api = api;

    /// <summary>Has a surrogate fitted. Equal keys with equal requests fit one, so a lost answer may be asked for again.</summary>
    public Task<SurrogateEntry> FitAsync(FitRequest request, string idempotencyKey, CancellationToken cancellation) => _api.SendAsync(
        HttpMethod.Post,
        Collection,
        JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.FitRequest),
        headers => headers.Add("Idempotency-Key", idempotencyKey),
        CoreJson.Default.SurrogateEntry,
        cancellation);

    public Task<SurrogateEntry> GetAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync($"{Collection}/{ApiConnection.Escape(id)}", CoreJson.Default.SurrogateEntry, cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        _api.SendAsync(HttpMethod.Delete, $"{Collection}/{ApiConnection.Escape(id)}", cancellation);

    /// <summary>Surrogates by id.</summary>
    public IAsyncEnumerable<SurrogateEntry> StreamAsync(CancellationToken cancellation) =>
        _api.StreamAsync(Collection, CoreJson.Default.SurrogatePage, cancellation);
}
