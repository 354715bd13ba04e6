using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>The whole platform as real processes: storage service, functions app, workers. Shared by tests that run one after another.</summary>
sealed class Platform : IAsyncDisposable
{
    /// <summary>How a worker ends that cannot start, as where libtorch cannot be loaded.</summary>
    const int NotSetUp = 2;

    /// <summary>Characters of each log that a failure shows.</summary>
    const int LogTail = 6_000;

    static readonly TimeSpan SearchLimit = TimeSpan.FromMinutes(10);

    readonly Azurite _azurite;
    readonly TraceCollector _collector = TraceCollector.Start();
    readonly TemporaryFolder _home = new();
    readonly int _port = FreePorts.Take(1)[0];
    readonly List<ChildProcess> _workers = [];
    readonly IReadOnlyDictionary<string, string?> _settings;
    FunctionsHost? _host;

    Platform(Azurite azurite, IReadOnlyDictionary<string, string?>? settings)
    {
        (_azurite, _settings) = (azurite, settings ?? new Dictionary<string, string?>());
        Client = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{_port}/api/")) };
        Client.DefaultRequestHeaders.Add("x-functions-key", FunctionsHost.HostKey);
        Searches = new PlatformSearches(Client);
        Blobs = new BlobServiceClient(azurite.ConnectionString);
        Queues = new QueueServiceClient(azurite.ConnectionString);
    }

    public HttpClient Client { get; }

    public PlatformSearches Searches { get; }

    /// <value>Where the platform answers.</value>
    public string Url => Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    /// <value>What the functions app and the workers tell of themselves.</value>
    public TraceCollector Telemetry => _collector;

    /// <summary>The local functions host; the functions app is its child.</summary>
    public ChildProcess Host => _host!.Process;

    /// <summary>The workers that a test wants to hear of.</summary>
    public IReadOnlyList<ChildProcess> Watched { get; set; } = [];

    /// <summary>Starts storage and the functions app, and waits until it is healthy.</summary>
    /// <param name="settings">More settings of the app.</param>
    public static async Task<Platform> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var platform = new Platform(await Azurite.StartAsync(), settings);
        await platform.StartHostAsync();
        return platform;
    }

    public async Task StartHostAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _host = await FunctionsHost.StartAsync(
            "Serverless.Functions",
            _azurite.ConnectionString,
            new Dictionary<string, string?>([.. _collector.Settings, .. _settings])
            {
                ["ScheduleTimer"] = "* * * * * *",

                // Whatever a test kills, no evaluation may need the history of one that has completed.
                ["PurgeTimer"] = "*/2 * * * * *",
                ["Purge__EvaluationsAfter"] = "00:00:00",
                ["Schedules__LateAfter"] = "00:00:03",
                ["LocalHost__Durable__VisibilitySeconds"] = "10",
            },
            port: _port);
    }

    /// <summary>Whether the functions app answers.</summary>
    public async Task<bool> IsHealthyAsync() => await Searches.StatusOfAsync(HttpMethod.Get, "health") == HttpStatusCode.OK;

    /// <summary>Takes storage away, as an outage would, for so long.</summary>
    public async Task TakeStorageAwayAsync(TimeSpan howLong)
    {
        await _azurite.StopAsync();
        await Task.Delay(howLong);
        await _azurite.StartProcessAsync();
    }

    public ChildProcess StartWorker(string name, params IEnumerable<string> arguments)
    {
        var worker = ChildProcess.StartProject(
            "Serverless.Worker",
            ["--name", name, "--threads", "1", "--lease-seconds", "5", .. arguments],
            new Dictionary<string, string?>(_collector.Settings)
            {
                ["AzureWebJobsStorage"] = _azurite.ConnectionString,
                ["HOME"] = _home.Path,
                ["OMP_WAIT_POLICY"] = "passive",
            });
        _workers.Add(worker);
        return worker;
    }

    public async Task RegisterAsync(DeviceDefinition device)
    {
        var container = Blobs.GetBlobContainerClient("devices");
        await container.CreateIfNotExistsAsync();
        var definition = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(device, CoreJson.Default.DeviceDefinition));
        await container.GetBlobClient($"{device.Id}.json").UploadAsync(definition, overwrite: true);
    }

    /// <summary>Waits until the search has ended, however it ends.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="within">How long to wait: generous, since it only bounds a hung search.</param>
    /// <exception cref="InvalidOperationException">A worker could not start, or the search did not end in time; the message has the logs.</exception>
    public async Task<SearchDocument> EndOfAsync(string searchId, TimeSpan? within = null)
    {
        try
        {
            return await Eventually.GetAsync($"search {searchId} ends", async () =>
            {
                if (_workers.FirstOrDefault(worker => worker.HasExited && worker.ExitCode == NotSetUp) is { } unfit)
                {
                    throw new InvalidOperationException($"A worker could not start: {unfit.Output}");
                }

                return await Searches.FindAsync(searchId) is { State: SearchStatus.Completed or SearchStatus.Failed or SearchStatus.Cancelled } search ? search : null;
            }, within ?? SearchLimit);
        }
        catch (TimeoutException late)
        {
            var logs = _workers.Select(worker => worker.Output).Prepend(Host.Output).Select(output => output[Math.Max(0, output.Length - LogTail)..]);
            throw new InvalidOperationException($"{late.Message} The end of each log: {string.Join("\n---\n", logs)}", late);
        }
    }

    /// <summary>The results of a search's trainings, as container/name, by name.</summary>
    public async Task<IReadOnlyList<string>> TrainingResultsAsync(string searchId)
    {
        var names = new List<string>();
        await foreach (var blob in Blobs.GetBlobContainerClient("jobs").GetBlobsAsync(new GetBlobsOptions { Prefix = searchId + "-" }))
        {
            names.Add("jobs/" + blob.Name);
        }

        return [.. names.Where(name => name.Contains("-train-", StringComparison.Ordinal) && name.EndsWith("/result.json", StringComparison.Ordinal))];
    }

    /// <summary>How many messages a queue holds, hidden ones included; 0 when there is no such queue.</summary>
    public async Task<int> QueuedAsync(string queue)
    {
        var client = Queues.GetQueueClient(queue);
        return await client.ExistsAsync() ? (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;
    }

    /// <summary>Ends what a test started. Storage and the functions app stay for the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        _workers.Clear();
        Watched = [];
        if (Host.HasExited)
        {
            await StartHostAsync();
        }
    }

    /// <summary>Forgets all evaluations: those of a later search of the same candidates are trained, not found.</summary>
    public async Task ForgetEvaluationsAsync()
    {
        var evaluations = Blobs.GetBlobContainerClient("evaluations");
        if (await evaluations.ExistsAsync())
        {
            await foreach (var blob in evaluations.GetBlobsAsync())
            {
                await evaluations.DeleteBlobIfExistsAsync(blob.Name);
            }
        }
    }

    /// <summary>Ends everything.</summary>
    public async Task ShutDownAsync()
    {
        await _host!.DisposeAsync();
        Client.Dispose();
        await _azurite.DisposeAsync();
        await _collector.DisposeAsync();
        _home.Dispose();
    }
}
