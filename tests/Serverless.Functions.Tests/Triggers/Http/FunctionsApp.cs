using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>The functions app in the local functions host, on a storage service of its own; no worker.</summary>
public sealed class FunctionsApp : IAsyncLifetime
{
    public const string MasterKey = FunctionsHost.MasterKey;

    const string AccuracyAndParameters =
        """[{"metric":"accuracy","goal":"maximise","threshold":5},{"metric":"parameters","goal":"minimise"}]""";

    Azurite? _azurite;
    FunctionsHost? _host;
    HttpClient? _client;

    public HttpClient Client => _client ?? throw new InvalidOperationException("Not initialised.");

    public BlobServiceClient Blobs => new(_azurite!.ConnectionString);

    public QueueServiceClient Queues => new(_azurite!.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public Azurite Storage => _azurite!;

    public string Output => _host!.Process.Output;

    public async ValueTask InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        _host = await FunctionsHost.StartAsync("Serverless.Functions", _azurite.ConnectionString, new Dictionary<string, string?>
        {
            ["Purge__After"] = "00:00:00",
            ["Purge__EvaluationsAfter"] = "00:00:00",
            ["ScheduleTimer"] = "* * * * * *",
            ["PurgeTimer"] = "0 0 0 1 1 *",
        });
        _client = new HttpClient { BaseAddress = new Uri(_host.Address, "api/") };
        _client.DefaultRequestHeaders.Add("x-functions-key", FunctionsHost.HostKey);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    public async Task<HttpAnswer> GetAsync(string route, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(route, UriKind.RelativeOrAbsolute));
        return await SendAsync(request, headers);
    }

    public async Task<HttpAnswer> PostAsync(string route, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(route, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await SendAsync(request, headers);
    }

    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return new HttpAnswer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString());
    }

    /// <summary>Runs a timer function now.</summary>
    public async Task RunTimerAsync(string function)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/admin/functions/{function}", UriKind.Relative))
        {
            Content = new StringContent("""{"input": ""}""", MediaTypeHeaderValue.Parse("application/json")),
        };
        (await SendAsync(request, ("x-functions-key", MasterKey))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>202 while an orchestration runs, 200 when it has ended, 404 without a history.</summary>
    public async Task<HttpStatusCode> HistoryAsync(string instanceId) =>
        (await GetAsync($"/runtime/webhooks/durabletask/instances/{instanceId}", ("x-functions-key", MasterKey))).Status;

    /// <summary>Whether a search waits for workers, and says so.</summary>
    public async Task<bool> IsEvaluatingAsync(string route) =>
        (await GetAsync(route)).Json.TryGetProperty("progress", out var progress)
        && progress.GetProperty("evaluationsPlanned").GetInt32() > 0;

    /// <summary>How many searches there are.</summary>
    public async Task<int> CountSearchesAsync()
    {
        var answer = await GetAsync("searches?maxpagesize=200");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("value").GetArrayLength();
    }

    /// <summary>How many traces of requests there are, searches and idempotency records: what searches under way write is not counted.</summary>
    public async Task<int> CountRequestsAsync()
    {
        var count = 0;
        await foreach (var blob in Blobs.GetBlobContainerClient("searches").GetBlobsAsync())
        {
            if (blob.Name.EndsWith("/request.json", StringComparison.Ordinal) || blob.Name.StartsWith("idempotency/", StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>A valid request; nobody works on it.</summary>
    public static string Request(int seed = 1, string objectives = AccuracyAndParameters) =>
        $$"""
        {
          "space": {"name": "nasbench201-canonical", "channels": 4, "cellsPerStage": 1},
          "dataset": {"name": "fashion-mnist", "trainingImages": 512, "validationImages": 200},
          "objectives": {{objectives}},
          "algorithm": {"name": "nsga2", "populationSize": 4},
          "budgets": {"trainings": 4},
          "seed": {{seed.ToString(CultureInfo.InvariantCulture)}}
        }
        """;
}
