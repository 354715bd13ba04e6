using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Testing;

namespace Serverless.Benchmarks.Tables;

/// <summary>The real functions app in a process of its own; no worker.</summary>
sealed class TablePlatform : IAsyncDisposable
{
    const string HostKey = "benchmark-host-key";

    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    readonly TemporaryFolder _home = new();
    readonly ChildProcess _process;
    readonly HttpClient _client;

    TablePlatform(string connectionString)
    {
        var address = FormattableString.Invariant($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        _process = ChildProcess.StartProject("Serverless.Functions", [], new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["ASPNETCORE_URLS"] = address,
            ["AzureFunctionsLocal__HostKey"] = HostKey,
            ["AzureFunctionsLocal__MasterKey"] = "benchmark-master-key",
            ["ScheduleTimer"] = "0 * * * * *",
            ["HOME"] = _home.Path,
        });
        _client = new HttpClient { BaseAddress = new Uri(address + "/api/") };
        _client.DefaultRequestHeaders.Add("x-functions-key", HostKey);
    }

    internal static async Task<TablePlatform> StartAsync(string connectionString)
    {
        var platform = new TablePlatform(connectionString);
        await Eventually.HoldsAsync("the functions app is healthy", async () =>
        {
            if (platform._process.HasExited)
            {
                throw new InvalidOperationException(platform._process.Output);
            }

            try
            {
                using var answer = await platform._client.GetAsync(new Uri("health", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return platform;
    }

    /// <summary>Posts a search and waits for its end.</summary>
    /// <returns>How long it took, and each quarter of its evaluations.</returns>
    internal async Task<(TimeSpan Whole, TimeSpan[] Quarters)> RunAsync(SearchRequest request)
    {
        var clock = Stopwatch.StartNew();
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, DomainJson.Default.SearchRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var posted = await _client.PostAsync(new Uri("searches", UriKind.Relative), content);
        var body = await posted.Content.ReadAsByteArrayAsync();
        var search = posted.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(body, DomainJson.Default.SearchDocument)!
            : throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(body));

        var marks = new List<TimeSpan> { TimeSpan.Zero };
        while (!SearchTransitions.IsFinal(search.State))
        {
            await Task.Delay(LookInterval);
            search = JsonSerializer.Deserialize(
                await _client.GetByteArrayAsync(new Uri($"searches/{search.Id}", UriKind.Relative)), DomainJson.Default.SearchDocument)!;
            while (search.Budget.EvaluationsSpent >= request.Budgets.Evaluations!.Value * marks.Count / 4 && marks.Count <= 4)
            {
                marks.Add(clock.Elapsed);
            }
        }

        return search.State == SearchStatus.Completed
            ? (clock.Elapsed, [.. marks.Zip(marks.Skip(1), (before, after) => after - before)])
            : throw new InvalidOperationException($"The search ended as {search.State}: {search.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
        _home.Dispose();
    }
}
