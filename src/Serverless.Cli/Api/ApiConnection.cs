using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Serverless.Core;

namespace Serverless.Cli.Api;

/// <summary>Sends requests to the platform and reads its responses, with timeouts and retries.</summary>
/// <remarks>Every call throws <see cref="CliException"/> for an error response, and <see cref="NoAnswerException"/> without a response.</remarks>
sealed class ApiConnection : IDisposable
{
    const int PartBytes = 64 * 1024;

    static readonly TimeSpan PartLimit = TimeSpan.FromSeconds(30);

    readonly HttpClient _http;
    readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    readonly Action<string> _warn;

    internal ApiConnection(Uri address, string? key, ResiliencePipeline<HttpResponseMessage> pipeline, Action<string> warn)
    {
        _warn = warn;
        Address = address;
        _pipeline = pipeline;
        // The pipeline limits each attempt; the client's own timeout would limit all of them together.
        _http = new HttpClient { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    internal Uri Address { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>Escapes an id for use in an address.</summary>
    internal static string Escape(string id) => Uri.EscapeDataString(id);

    internal async Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await GetAsync(address, cancellation).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellation).ConfigureAwait(false);
    }

    internal async Task<string> GetTextAsync(string address, CancellationToken cancellation)
    {
        using var response = await GetAsync(address, cancellation).ConfigureAwait(false);
        return await ApiFailure.TextOfAsync(response, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gets a response with its text.</summary>
    /// <param name="address">A route below <c>/api</c>, or a link of another response.</param>
    /// <param name="type">The serialization of the response.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    internal async Task<RawAnswer<T>> GetRawAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await GetAsync(address.StartsWith('/') ? address : $"api/{address}", cancellation).ConfigureAwait(false);
        var value = await ReadAsync(response, type, cancellation).ConfigureAwait(false);
        return new RawAnswer<T>(address, await ApiFailure.TextOfAsync(response, cancellation).ConfigureAwait(false), value);
    }

    /// <summary>Gets the responses of all pages with their texts.</summary>
    internal async Task<IReadOnlyList<RawAnswer<T>>> GetRawPagesAsync<T>(
        string address, JsonTypeInfo<T> type, Func<T, string?> nextLink, CancellationToken cancellation)
    {
        var pages = new List<RawAnswer<T>>();
        for (var next = SameHost(address); next is not null; next = SameHost(nextLink(pages[^1].Value)))
        {
            pages.Add(await GetRawAsync(next, type, cancellation).ConfigureAwait(false));
        }

        return pages;
    }

    /// <summary>Streams a response of any length to a stream.</summary>
    /// <param name="address">The address of the request.</param>
    /// <param name="to">An empty stream that supports <see cref="Stream.Length"/>.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    internal async Task DownloadAsync(string address, Stream to, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, address), cancellation, completion: HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        var content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var part = new byte[PartBytes];
        while (await ReadPartAsync(content, part, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            await to.WriteAsync(part.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        if (response.Content.Headers.ContentLength is { } length && length != to.Length)
        {
            throw new CliException(ExitCodes.Failure, $"{Address} sent {to.Length} of {length} bytes.", "Run the command again.");
        }
    }

    /// <summary>Lists the items of all pages.</summary>
    internal async Task<IReadOnlyList<T>> ListAsync<T>(string address, JsonTypeInfo<ResultPage<T>> type, CancellationToken cancellation) =>
        await StreamAsync(address, type, cancellation).ToListAsync(cancellation).ConfigureAwait(false);

    /// <summary>Streams the items of all pages; each page is requested after the previous one was read.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(
        string address, JsonTypeInfo<ResultPage<T>> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = SameHost(address); next is not null;)
        {
            var page = await GetAsync(next, type, cancellation).ConfigureAwait(false);
            foreach (var message in page.Unreadable ?? [])
            {
                _warn(message);
            }

            foreach (var item in page.Value)
            {
                yield return item;
            }

            next = SameHost(page.NextLink);
        }
    }

    /// <summary>Sends a request whose response has no content.</summary>
    internal async Task SendAsync(HttpMethod method, string address, CancellationToken cancellation)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(method, address), cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a JSON body.</summary>
    internal async Task<T> SendAsync<T>(
        HttpMethod method, string address, byte[] body, Action<HttpRequestHeaders> addHeaders, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () => WithBody(method, address, body, "application/json", addHeaders), cancellation).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a file by PUT, with a time limit for each attempt.</summary>
    internal async Task<T> SendFileAsync<T>(
        string address, byte[] body, Action<HttpRequestHeaders> addHeaders, TimeSpan limit, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () => WithBody(HttpMethod.Put, address, body, "application/octet-stream", addHeaders), cancellation, limit).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellation).ConfigureAwait(false);
    }

    // Only failures to read the response are handled here; failures to write it belong to the caller.
    async Task<int> ReadPartAsync(Stream content, byte[] part, CancellationToken cancellation)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stalled.CancelAfter(PartLimit);
        try
        {
            return await content.ReadAsync(part, stalled.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new NoAnswerException(Address, fault);
        }
    }

    static HttpRequestMessage WithBody(HttpMethod method, string address, byte[] body, string mediaType, Action<HttpRequestHeaders> addHeaders)
    {
        var message = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        addHeaders(message.Headers);
        return message;
    }

    // The key is sent with every request, so a link must not lead to another host.
    string? SameHost(string? link) =>
        link is null || (Uri.TryCreate(Address, link, out var next) && next.Authority == Address.Authority)
            ? link
            : throw new CliException(ExitCodes.Failure, $"{Address} returned a link to the next page on another host: {link}");

    Task<HttpResponseMessage> GetAsync(string address, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), cancellation);

    async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> request,
        CancellationToken cancellation,
        TimeSpan? limit = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        HttpResponseMessage response;
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        try
        {
            if (limit is { } each)
            {
                context.Properties.Set(RequestPipeline.TryLimit, each);
            }

            response = await _pipeline.ExecuteAsync(
                async attempt => await _http.SendAsync(request(), completion, attempt.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or Polly.Timeout.TimeoutRejectedException)
        {
            throw new NoAnswerException(Address, fault);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
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
            return await JsonSerializer.DeserializeAsync(content, type, cancellation).ConfigureAwait(false) ?? throw new JsonException("The document is null.");
        }
        catch (JsonException fault)
        {
            throw new CliException(
                ExitCodes.Failure,
                $"This client cannot read the response of {response.RequestMessage?.RequestUri}: {fault.Message}",
                "Check the address (--url), and that client and platform have the same version.");
        }
    }
}

/// <summary>The exception for a platform that cannot be reached, or did not respond in time; it may be restarting.</summary>
public sealed class NoAnswerException(Uri address, Exception innerException)
    : Exception($"No response from {address}: {innerException.Message}", innerException)
{
    public Uri Address { get; } = address;
}
