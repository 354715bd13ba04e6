using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Serverless.Domain;
using Serverless.Domain.Budgets;
using Serverless.Domain.Devices;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Fronts;
using Serverless.Domain.Schedules;
using Serverless.Domain.Searches;

namespace Serverless.Cli.Api;

/// <summary>The platform's HTTP API, with time-outs and retries.</summary>
/// <remarks>Every call throws <see cref="CliException"/> for an answer that is an error, and <see cref="NoAnswerException"/> for none.</remarks>
public sealed class PlatformClient : IDisposable
{
    readonly HttpClient _http;
    readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    readonly Action<string> _warn;

    /// <param name="address">Where the platform is, without <c>/api</c>.</param>
    /// <param name="key">A function key, or null.</param>
    /// <param name="pipeline">See <see cref="RequestPipeline"/>.</param>
    /// <param name="warn">Takes what the platform could not read and left out of a list, in words.</param>
    public PlatformClient(Uri address, string? key, ResiliencePipeline<HttpResponseMessage> pipeline, Action<string> warn)
    {
        _warn = warn;
        Address = address;
        _pipeline = pipeline;
        // The pipeline bounds each try; the client's own limit would bound all of them together.
        _http = new HttpClient { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    public Uri Address { get; }

    /// <summary>Starts a search. Equal keys with equal bodies start it once, so a lost answer may be asked for again.</summary>
    public Task<SearchDocument> StartAsync(byte[] request, string idempotencyKey, CancellationToken cancellation) =>
        PostAsync("api/searches", request, idempotencyKey, cancellation);

    /// <summary>Adds budget to a search. Equal keys with equal budgets add once, so a lost answer may be asked for again.</summary>
    public Task<SearchDocument> ExtendAsync(string id, BudgetLimits added, string idempotencyKey, CancellationToken cancellation)
    {
        var budgets = JsonSerializer.SerializeToNode(added, DomainJson.Default.BudgetLimits);
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["budgets"] = budgets }.ToJsonString());
        return PostAsync($"api/searches/{Escape(id)}:extend", body, idempotencyKey, cancellation);
    }

    public Task<SearchDocument> GetSearchAsync(string id, CancellationToken cancellation) =>
        GetAsync($"api/searches/{Escape(id)}", DomainJson.Default.SearchDocument, cancellation);

    /// <summary>Searches, in the platform's order, at most <paramref name="limit"/>.</summary>
    public Task<IReadOnlyList<SearchDocument>> ListSearchesAsync(int limit, CancellationToken cancellation) =>
        ListAsync("api/searches", DomainJson.Default.SearchPage, limit, cancellation);

    /// <summary>What was asked for, defaults filled in.</summary>
    public Task<SearchRequest> GetRequestAsync(string id, CancellationToken cancellation) =>
        GetAsync($"api/searches/{Escape(id)}/request", DomainJson.Default.SearchRequest, cancellation);

    public Task<FrontDocument> GetFrontAsync(string id, CancellationToken cancellation) =>
        GetAsync($"api/searches/{Escape(id)}/front", DomainJson.Default.FrontDocument, cancellation);

    /// <summary>The front as the platform writes it in CSV.</summary>
    public async Task<string> GetFrontCsvAsync(string id, CancellationToken cancellation)
    {
        using var response = await GetAsync($"api/searches/{Escape(id)}/front?format=csv", cancellation).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<Evaluation>> ListEvaluationsAsync(string id, CancellationToken cancellation) =>
        ListAsync($"api/searches/{Escape(id)}/evaluations", DomainJson.Default.EvaluationPage, int.MaxValue, cancellation);

    public Task<IReadOnlyList<HistoryEntry>> ListHistoryAsync(string id, CancellationToken cancellation) =>
        ListAsync($"api/searches/{Escape(id)}/history", DomainJson.Default.HistoryPage, int.MaxValue, cancellation);

    public Task<IReadOnlyList<DeviceDefinition>> ListDevicesAsync(CancellationToken cancellation) =>
        ListAsync("api/devices", DomainJson.Default.DevicePage, int.MaxValue, cancellation);

    /// <summary>Registers a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="isReplacement">Whether one of that id may be there already.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<DeviceDefinition> PutDeviceAsync(DeviceDefinition device, bool isReplacement, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () =>
            {
                var message = new HttpRequestMessage(HttpMethod.Put, $"api/devices/{Escape(device.Id)}")
                {
                    Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(device, DomainJson.Default.DeviceDefinition)),
                };
                message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                if (!isReplacement)
                {
                    message.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
                }

                return message;
            },
            cancellation).ConfigureAwait(false);
        return await ReadAsync(response, DomainJson.Default.DeviceDefinition, cancellation).ConfigureAwait(false);
    }

    public Task CancelAsync(string id, CancellationToken cancellation) => ActAsync(id, "cancel", cancellation);

    public Task PauseAsync(string id, CancellationToken cancellation) => ActAsync(id, "pause", cancellation);

    public Task ResumeAsync(string id, CancellationToken cancellation) => ActAsync(id, "resume", cancellation);

    /// <summary>Makes a schedule, or gives the one of that id another definition.</summary>
    public async Task<ScheduleDocument> PutScheduleAsync(string id, byte[] definition, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () =>
            {
                var message = new HttpRequestMessage(HttpMethod.Put, ScheduleAddress(id)) { Content = new ByteArrayContent(definition) };
                message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                return message;
            },
            cancellation).ConfigureAwait(false);
        return await ReadAsync(response, DomainJson.Default.ScheduleDocument, cancellation).ConfigureAwait(false);
    }

    public Task<ScheduleDocument> GetScheduleAsync(string id, CancellationToken cancellation) =>
        GetAsync(ScheduleAddress(id), DomainJson.Default.ScheduleDocument, cancellation);

    /// <summary>Schedules by id, at most <paramref name="limit"/>.</summary>
    public Task<IReadOnlyList<ScheduleDocument>> ListSchedulesAsync(int limit, CancellationToken cancellation) =>
        ListAsync("api/schedules", DomainJson.Default.SchedulePage, limit, cancellation);

    public async Task RemoveScheduleAsync(string id, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Delete, ScheduleAddress(id)), cancellation).ConfigureAwait(false);
    }

    /// <summary>What the platform says about itself.</summary>
    public async Task<string> GetHealthAsync(CancellationToken cancellation)
    {
        using var response = await GetAsync("api/health", cancellation).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    static string ScheduleAddress(string id) => $"api/schedules/{Escape(id)}";

    static string Escape(string id) => Uri.EscapeDataString(id);

    async Task ActAsync(string id, string verb, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"api/searches/{Escape(id)}:{verb}"), cancellation).ConfigureAwait(false);
    }

    async Task<SearchDocument> PostAsync(string address, byte[] body, string idempotencyKey, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () =>
            {
                var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
                message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                message.Headers.Add("Idempotency-Key", idempotencyKey);
                return message;
            },
            cancellation).ConfigureAwait(false);
        return await ReadAsync(response, DomainJson.Default.SearchDocument, cancellation).ConfigureAwait(false);
    }

    async Task<IReadOnlyList<T>> ListAsync<T>(string address, JsonTypeInfo<ResultPage<T>> type, int limit, CancellationToken cancellation)
    {
        var items = new List<T>();
        for (var next = address; next is not null && items.Count < limit;)
        {
            var page = await GetAsync(next, type, cancellation).ConfigureAwait(false);
            items.AddRange(page.Value);
            foreach (var message in page.Unreadable ?? [])
            {
                _warn(message);
            }

            next = SameHost(page.NextLink);
        }

        return items.Count > limit ? items[..limit] : items;
    }

    // The key goes with every request: a link must not carry it to somebody else.
    string? SameHost(string? link) =>
        link is null || (Uri.TryCreate(Address, link, out var next) && next.Authority == Address.Authority)
            ? link
            : throw new CliException(ExitCodes.Failure, $"{Address} answered with a next page on another host: {link}");

    async Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await GetAsync(address, cancellation).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellation).ConfigureAwait(false);
    }

    Task<HttpResponseMessage> GetAsync(string address, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), cancellation);

    async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await _pipeline.ExecuteAsync(async token => await _http.SendAsync(request(), token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or Polly.Timeout.TimeoutRejectedException)
        {
            throw new NoAnswerException(Address, fault);
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw await ApiFailure.OfAsync(response, cancellation).ConfigureAwait(false);
            }
        }

        return response;
    }

    static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        try
        {
            var content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(content, type, cancellation).ConfigureAwait(false) ?? throw new JsonException("It is null.");
        }
        catch (JsonException fault)
        {
            throw new CliException(
                ExitCodes.Failure,
                $"The answer of {response.RequestMessage?.RequestUri} is not what this client understands: {fault.Message}",
                "Is the address right (--url), and are client and platform of the same version?");
        }
    }
}
