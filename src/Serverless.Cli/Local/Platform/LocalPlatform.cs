using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Local.Platform;

/// <summary>A whole platform as processes of this machine: storage, functions host, workers.</summary>
/// <param name="Address">The address of the platform.</param>
/// <param name="Key">The key for every function.</param>
/// <param name="ReadKey">The key for the functions that read.</param>
/// <param name="ConnectionString">The connection string of its storage.</param>
public sealed record LocalPlatform(Uri Address, string Key, string ReadKey, string ConnectionString)
{
    /// <summary>The name of the first worker's process.</summary>
    public const string FirstWorker = "worker";

    const string StorageVariable = "AzureWebJobsStorage";

    // The published account of the storage emulator: the same on every machine, and not a secret.
    const string Account = "devstoreaccount1";
    const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly TimeSpan StorageLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan HostLimit = TimeSpan.FromMinutes(2);

    static string App => Path.GetDirectoryName(Checkout.Assembly("Serverless.Functions"))!;

    /// <value>The address of the dashboard.</value>
    public Uri Dashboard => new(Address, "api/dashboard");

    /// <summary>Starts all processes and waits until the address responds; workers may still be starting.</summary>
    /// <param name="processes">The owner of the processes: <c>storage</c>, <c>host</c>, <c>worker</c>, <c>worker-2</c> ...</param>
    /// <param name="checkout">The working copy with the parts of the platform.</param>
    /// <param name="console">The console with the settings in the environment.</param>
    /// <param name="options">The options of the platform.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="CliException">A process ended or did not respond in time.</exception>
    public static async Task<LocalPlatform> StartAsync(
        ProcessSet processes, Checkout checkout, CliConsole console, LocalPlatformOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(checkout);
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(options);
        var ports = LoopbackPorts.Take(4);
        var platform = new LocalPlatform(
            new Uri(FormattableString.Invariant($"http://127.0.0.1:{options.Port ?? ports[3]}")), options.Key, options.ReadKey, ConnectionStringOf(ports));
        await StartStorageAsync(processes, checkout, options.StorageFolder, ports, cancellation).ConfigureAwait(false);
        await platform.StartHostAsync(processes, checkout, console, cancellation).ConfigureAwait(false);
        for (var number = 1; number <= options.Workers; number++)
        {
            var name = number == 1 ? FirstWorker : string.Create(CultureInfo.InvariantCulture, $"{FirstWorker}-{number}");
            await platform.StartWorkerAsync(processes, name, Math.Max(1, Environment.ProcessorCount / options.Workers), options.RestartsWorkers).ConfigureAwait(false);
        }

        return platform;
    }

    /// <summary>Returns the file to which a worker writes how it spends its time, every few seconds and at its end.</summary>
    public static string WorkerReport(ProcessSet processes, string worker = FirstWorker)
    {
        ArgumentNullException.ThrowIfNull(processes);
        return Path.Combine(Path.GetDirectoryName(processes.Log(worker))!, $"{worker}-report.json");
    }

    static async Task StartStorageAsync(
        ProcessSet processes, Checkout checkout, string folder, IReadOnlyList<int> ports, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string Port(int index) => ports[index].ToString(CultureInfo.InvariantCulture);
        await processes.StartAsync(
            "storage",
            [
                "node", checkout.Azurite, "--disableTelemetry", "--skipApiVersionCheck", "--silent",
                "--location", folder, "--blobPort", Port(0), "--queuePort", Port(1), "--tablePort", Port(2),
            ],
            new Dictionary<string, string>()).ConfigureAwait(false);
        foreach (var port in ports.Take(3))
        {
            await processes.WaitForAsync("storage", StorageLimit, token => LoopbackPorts.ListensAsync(port, token), cancellation).ConfigureAwait(false);
        }
    }

    async Task StartHostAsync(ProcessSet processes, Checkout checkout, CliConsole console, CancellationToken cancellation)
    {
        await processes.StartAsync(
            "host",
            [
                "dotnet", Checkout.Assembly("Serverless.LocalHost"), App,
                "--urls", Address.GetLeftPart(UriPartial.Authority),
            ],
            HostSettings(checkout, console)).ConfigureAwait(false);
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Add("x-functions-key", Key);
        await processes.WaitForAsync("host", HostLimit, token => IsHealthyAsync(client, token), cancellation).ConfigureAwait(false);
    }

    // The keys are in the environment, so that they appear in no command line and no log.
    Dictionary<string, string> HostSettings(Checkout checkout, CliConsole console)
    {
        var settings = new Dictionary<string, string>
        {
            // The times at which schedules are checked; in Azure it is every minute.
            ["ScheduleTimer"] = "*/10 * * * * *",
            // Azurite searches the histories row by row, so there are to be few; in Azure every half hour is enough.
            ["PurgeTimer"] = "30 * * * * *",
            // The tables for evaluating searches; if the folder does not exist, there are none.
            ["Tables__Folder"] = console.Variable("SERVERLESS_DATA") is { Length: > 0 } data ? data : Path.Combine(checkout.Root, "..", "shared", "data"),
            // Each step of a search waits for a poll of a queue. In Azure polls cost money, so host.json has 1 s; here they cost little CPU time.
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.200",
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:00.200",
        };
        foreach (var name in settings.Keys.Where(name => console.Variable(name) is { Length: > 0 }).ToList())
        {
            settings[name] = console.Variable(name)!;
        }

        settings[StorageVariable] = ConnectionString;
        settings["LocalHost__HostKey"] = Key;
        settings["LocalHost__FunctionKeys__read__Value"] = ReadKey;
        settings["LocalHost__FunctionKeys__read__Functions"] = string.Join(',', ReadFunctions.Of(App));
        return settings;
    }

    // One job per processor, with one thread each: networks as small as those of the quickstart train more slowly with a second thread, and
    // the result of a candidate then does not depend on the number of processors.
    Task StartWorkerAsync(ProcessSet processes, string name, int jobs, bool restarts)
    {
        var many = jobs.ToString(CultureInfo.InvariantCulture);
        return processes.StartAsync(
            name,
            ["dotnet", Checkout.Assembly("Serverless.Worker"), "--name", name, "--threads", many, "--jobs", many, "--report", WorkerReport(processes, name)],
            new Dictionary<string, string> { [StorageVariable] = ConnectionString },
            restarts);
    }

    static async Task<bool> IsHealthyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("api/health", UriKind.Relative), cancellation).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception away) when (away is HttpRequestException or SocketException || (away is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    static string ConnectionStringOf(IReadOnlyList<int> ports)
    {
        string Endpoint(int index) => FormattableString.Invariant($"http://127.0.0.1:{ports[index]}/{Account}");
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
            + $"BlobEndpoint={Endpoint(0)};QueueEndpoint={Endpoint(1)};TableEndpoint={Endpoint(2)};";
    }
}
