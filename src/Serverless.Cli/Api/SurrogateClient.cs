using System.Text.Json;
using Serverless.Domain;
using Serverless.Domain.Surrogates;

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
        JsonSerializer.SerializeToUtf8Bytes(request, DomainJson.Default.FitRequest),
        headers => headers.Add("Idempotency-Key", idempotencyKey),
        DomainJson.Default.SurrogateEntry,
        cancellation);

    public Task<SurrogateEntry> GetAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync($"{Collection}/{ApiConnection.Escape(id)}", DomainJson.Default.SurrogateEntry, cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        _api.SendAsync(HttpMethod.Delete, $"{Collection}/{ApiConnection.Escape(id)}", cancellation);

    /// <summary>Surrogates by id, at most <paramref name="limit"/>.</summary>
    public Task<IReadOnlyList<SurrogateEntry>> ListAsync(int limit, CancellationToken cancellation) =>
        _api.ListAsync(Collection, DomainJson.Default.SurrogatePage, limit, cancellation);
}
