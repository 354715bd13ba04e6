using System.Globalization;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Generators;

namespace Serverless.Cli.Api;

/// <summary>Generators on the platform.</summary>
public sealed class GeneratorClient
{
    const string Collection = "api/generators";

    readonly ApiConnection _api;

    internal GeneratorClient(ApiConnection api) => _api = api;

    /// <summary>Has a generator fitted. Equal keys with equal requests fit one, so a lost answer may be asked for again.</summary>
    public Task<GeneratorEntry> FitAsync(GeneratorRequest request, string idempotencyKey, CancellationToken cancellation) => _api.SendAsync(
        HttpMethod.Post,
        Collection,
        JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.GeneratorRequest),
        headers => headers.Add("Idempotency-Key", idempotencyKey),
        CoreJson.Default.GeneratorEntry,
        cancellation);

    public Task<GeneratorEntry> GetAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync($"{Collection}/{ApiConnection.Escape(id)}", CoreJson.Default.GeneratorEntry, cancellation);

    /// <summary>Asks for architectures.</summary>
    /// <param name="id">The generator.</param>
    /// <param name="device">The device that they are for.</param>
    /// <param name="limit">A metric of devices and the most that one may take; null: any.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<GeneratorAnswer> AskAsync(string id, string device, (string Metric, double Value)? limit, int count, int seed, CancellationToken cancellation) => _api.GetAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Collection}/{ApiConnection.Escape(id)}/architectures?device={ApiConnection.Escape(device)}&count={count}&seed={seed}{(limit is { } most ? $"&{most.Metric}={most.Value:R}" : "")}"),
        CoreJson.Default.GeneratorAnswer,
        cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        _api.SendAsync(HttpMethod.Delete, $"{Collection}/{ApiConnection.Escape(id)}", cancellation);

    /// <summary>Generators by id.</summary>
    public IAsyncEnumerable<GeneratorEntry> StreamAsync(CancellationToken cancellation) =>
        _api.StreamAsync(Collection, CoreJson.Default.GeneratorPage, cancellation);
}
