using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.EndToEnd.Tests;

/// <summary>Starts searches over HTTP, acts on them and reads them.</summary>
/// <param name="client">A client of the API that may do all this.</param>
sealed class PlatformSearches(HttpClient client)
{
    /// <summary>Posts a search, in a trace of the caller's where there is one, and gives its id.</summary>
    public async Task<string> PostAsync(SearchRequest request, string? traceParent = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("searches", UriKind.Relative))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest)),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Add("traceparent", traceParent is null ? [] : [traceParent]);
        using var response = await client.SendAsync(message);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode == HttpStatusCode.Accepted
            ? JsonSerializer.Deserialize(body, CoreJson.Default.SearchDocument)!.Id
            : throw new InvalidOperationException($"{response.StatusCode}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>Asks a search to pause, resume or end; null when there was no answer.</summary>
    public Task<HttpStatusCode?> ActAsync(string searchId, string verb) => SendAsync($"searches/{searchId}:{verb}", null, null);

    /// <summary>Adds trainings to a search; null when there was no answer.</summary>
    public Task<HttpStatusCode?> ExtendAsync(string searchId, int trainings, string idempotencyKey) => SendAsync(
        $"searches/{searchId}:extend", FormattableString.Invariant($$$"""{"budgets": {"trainings": {{{trainings}}}}}"""), idempotencyKey);

    /// <summary>A search; null while nobody answers, as when the host starts again.</summary>
    public async Task<SearchDocument?> FindAsync(string searchId)
    {
        try
        {
            return await GetAsync(searchId);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<SearchDocument> GetAsync(string searchId) =>
        JsonSerializer.Deserialize(await client.GetByteArrayAsync(new Uri($"searches/{searchId}", UriKind.Relative)), CoreJson.Default.SearchDocument)!;

    public async Task<FrontDocument> FrontAsync(string searchId) =>
        JsonSerializer.Deserialize(await client.GetByteArrayAsync(new Uri($"searches/{searchId}/front", UriKind.Relative)), CoreJson.Default.FrontDocument)!;

    /// <summary>Every evaluation of the generations merged so far, in proposal order.</summary>
    public Task<IReadOnlyList<Evaluation>> EvaluationsAsync(string searchId) => ListAsync($"searches/{searchId}/evaluations", CoreJson.Default.Evaluation);

    /// <summary>What had ended when each turn of an asynchronous search began.</summary>
    public Task<IReadOnlyList<ArrivalSet>> JournalAsync(string searchId) => ListAsync($"searches/{searchId}/journal", CoreJson.Default.ArrivalSet);

    async Task<IReadOnlyList<T>> ListAsync<T>(string address, JsonTypeInfo<T> type)
    {
        var all = new List<T>();
        for (Uri? next = new(address, UriKind.Relative); next is not null;)
        {
            using var page = JsonDocument.Parse(await client.GetByteArrayAsync(next));
            all.AddRange(page.RootElement.GetProperty("value").EnumerateArray().Select(item => item.Deserialize(type)!));
            next = page.RootElement.TryGetProperty("nextLink", out var link) ? new Uri(client.BaseAddress!, link.GetString()!) : null;
        }

        return all;
    }

    /// <summary>Sends a request and gives the status of the answer; null when there was none.</summary>
    public Task<HttpStatusCode?> StatusOfAsync(HttpMethod method, string route) =>
        StatusOfAsync(new HttpRequestMessage(method, new Uri(route, UriKind.Relative)));

    Task<HttpStatusCode?> SendAsync(string route, string? json, string? idempotencyKey)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(route, UriKind.Relative))
        {
            Content = json is null ? null : new StringContent(json, new MediaTypeHeaderValue("application/json")),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return StatusOfAsync(request);
    }

    async Task<HttpStatusCode?> StatusOfAsync(HttpRequestMessage request)
    {
        using var sent = request;
        try
        {
            using var response = await client.SendAsync(sent);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
