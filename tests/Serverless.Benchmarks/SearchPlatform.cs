using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Benchmarks;

/// <summary>The real functions app in the local functions host, to which searches are posted.</summary>
sealed class SearchPlatform : IAsyncDisposable
{
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    readonly FunctionsHost _host;
    readonly HttpClient _client;

    SearchPlatform(FunctionsHost host)
    {
        _host = host;
        _client = new HttpClient { BaseAddress = new Uri(host.Address, "api/") };
        _client.DefaultRequestHeaders.Add("x-functions-key", FunctionsHost.HostKey);
    }

    internal static async Task<SearchPlatform> StartAsync(string connectionString) => new(await FunctionsHost.StartAsync(
        "Serverless.Functions",
        connectionString,
        new Dictionary<string, string?>
        {
            ["ScheduleTimer"] = "0 * * * * *",

            // As `up` has them.
            ["PurgeTimer"] = "30 * * * * *",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.200",
        }));

    /// <summary>Posts a search and waits for its end.</summary>
    /// <returns>How long it took, and each quarter of its evaluations, if it has a limit of them.</returns>
    /// <param name="request">The search's.</param>
    /// <param name="interval">Between two looks at it; a tenth of a second when null.</param>
    /// <param name="look">Called with what each look finds.</param>
    internal async Task<(TimeSpan Whole, TimeSpan[] Quarters)> RunAsync(SearchRequest request, TimeSpan? interval = null, Action<SearchDocument>? look = null)
    {
        var clock = Stopwatch.StartNew();
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var posted = await _client.PostAsync(new Uri("searches", UriKind.Relative), content);
        var body = await posted.Content.ReadAsByteArrayAsync();
        var search = posted.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(body, CoreJson.Default.SearchDocument)!
            : throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(body));

        var marks = new List<TimeSpan> { TimeSpan.Zero };
        while (!SearchTransitions.IsFinal(search.State))
        {
            await Task.Delay(interval ?? LookInterval);
            search = JsonSerializer.Deserialize(
                await _client.GetByteArrayAsync(new Uri($"searches/{search.Id}", UriKind.Relative)), CoreJson.Default.SearchDocument)!;
            look?.Invoke(search);
            while (request.Budgets.Evaluations is { } all && search.Budget.EvaluationsSpent >= all * marks.Count / 4 && marks.Count <= 4)
            {
                marks.Add(clock.Elapsed);
            }
        }

        return search.State == SearchStatus.Completed
            ? (clock.Elapsed, [.. marks.Zip(marks.Skip(1), (before, after) => after - before)])
            : throw new InvalidOperationException($"The search ended as {search.State}: {search.Error}");
    }

    /// <summary>The most memory that the host and the app that it started have had, together.</summary>
    internal double PeakMemoryMiB() => Descendants(_host.Process.Id).Sum(PeakMemoryMiB);

    static double PeakMemoryMiB(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);

    static IEnumerable<int> Descendants(int process) => Directory.GetDirectories($"/proc/{process}/task")
        .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
        .SelectMany(Descendants)
        .Prepend(process);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }
}
