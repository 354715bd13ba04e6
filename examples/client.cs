// Starts a search, follows its events until it has ended, and prints its front as CSV: docs/openapi.json describes each answer.
//
// SERVERLESS_URL=http://127.0.0.1:7071 SERVERLESS_KEY=... dotnet run examples/client.cs examples/quickstart.json [CURSOR]
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

#if !PART_OF_TESTS
using var client = new SearchClient(new Uri(Environment.GetEnvironmentVariable("SERVERLESS_URL")!), Environment.GetEnvironmentVariable("SERVERLESS_KEY")!);
var id = await client.StartAsync(await File.ReadAllBytesAsync(args[0]));
Console.Error.WriteLine($"search {id}");
await foreach (var happened in client.FollowAsync(id, args.ElementAtOrDefault(1)))
{
    Console.Error.WriteLine($"{happened["cursor"]} {happened["type"]} {happened["candidate"]} {happened["hypervolume"]}");
}

Console.Write(await client.FrontAsync(id));
#endif

/// <summary>The least that a program needs of the API.</summary>
sealed class SearchClient : IDisposable
{
    readonly HttpClient _http;

    public SearchClient(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = new Uri(address, "/api/") };
        _http.DefaultRequestHeaders.Add("x-functions-key", key);
    }

    /// <summary>Starts a search; the same body and key are the same search, so that it may be sent again.</summary>
    public async Task<string> StartAsync(byte[] body) =>
        (string)JsonNode.Parse(await AskAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri("searches", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "Idempotency-Key", Convert.ToHexStringLower(SHA256.HashData(body)) } },
        }))!["id"]!;

    /// <summary>Every event behind a cursor, as it comes, until the search has ended.</summary>
    public async IAsyncEnumerable<JsonNode> FollowAsync(string search, string? cursor = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var isEnded = false; !isEnded;)
        {
            var page = JsonNode.Parse(await GetAsync($"searches/{search}/events{(cursor is null ? "" : $"?after={cursor}")}"))!;
            foreach (var happened in page["value"]!.AsArray())
            {
                yield return happened!;
            }

            (cursor, isEnded) = ((string?)page["cursor"], (bool)page["isEnded"]!);
            if (!isEnded && page["nextLink"] is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }
    }

    /// <summary>The nondominated architectures, as CSV.</summary>
    public Task<string> FrontAsync(string search) => GetAsync($"searches/{search}/front?format=csv");

    public void Dispose() => _http.Dispose();

    Task<string> GetAsync(string path) => AskAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));

    // While nobody answers, or storage is away, it is asked again; a refusal says why, as application/problem+json.
    async Task<string> AskAsync(Func<HttpRequestMessage> ask)
    {
        while (true)
        {
            try
            {
                using var request = ask();
                using var answer = await _http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode < HttpStatusCode.InternalServerError)
                {
                    return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException(text);
                }
            }
            catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
            {
                // Not there at the moment.
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
