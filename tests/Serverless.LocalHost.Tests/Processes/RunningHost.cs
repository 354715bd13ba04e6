using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

/// <summary>A host process that runs the sample app, with a home of its own.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    public const string MasterKey = "the-master-key";
    public const string HostKey = "the-host-key";
    public const string FunctionKey = "the-key-of-one-function";

    readonly TemporaryFolder _home = new();
    readonly Uri _address = new($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
    readonly Dictionary<string, string?> _environment;
    ChildProcess _process;

    RunningHost(string storage, IReadOnlyDictionary<string, string?> settings)
    {
        _environment = new()
        {
            ["AzureWebJobsStorage"] = storage,
            ["HOME"] = _home.Path,
            ["HUB_NAME"] = "hub",
            ["ECHO_QUEUE"] = "echo",
            ["TICK_SCHEDULE"] = "0 0 4 1 1 *",
            ["LocalHost__MasterKey"] = MasterKey,
            ["LocalHost__HostKey"] = HostKey,
            ["LocalHost__FunctionKeys__one__Value"] = FunctionKey,
            ["LocalHost__FunctionKeys__one__Functions"] = "HelloFunction",
            ["LocalHost__Durable__VisibilitySeconds"] = "10",

            // What containers set and a host outside Azure must not follow.
            ["CONTAINER_NAME"] = "a-container",
        };
        foreach (var (name, value) in settings)
        {
            _environment[name] = value;
        }

        _process = Start();
        Client = new HttpClient { BaseAddress = _address, Timeout = TimeSpan.FromSeconds(60) };
        Orchestrations = new OrchestrationClient(Client);
    }

    /// <summary>Asks without a key.</summary>
    public HttpClient Client { get; }

    /// <summary>Orchestrations of the app.</summary>
    public OrchestrationClient Orchestrations { get; }

    /// <summary>What the host has printed since its last start.</summary>
    public string Output => _process.Output;

    /// <summary>Where this host's keys are.</summary>
    public string KeysFile => Path.Combine(_home.Path, "keys", "keys.json");

    /// <summary>Starts a host and waits until it answers.</summary>
    /// <param name="storage">The connection to storage.</param>
    /// <param name="settings">Settings of its own; null takes one away.</param>
    public static async Task<RunningHost> StartAsync(string storage, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var host = new RunningHost(storage, settings ?? new Dictionary<string, string?>());
        try
        {
            await host.ReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the host again after its end, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        _process = Start();
        await ReadyAsync();
    }

    /// <summary>Ends the host as a crash would, and nothing else.</summary>
    public async Task KillAsync()
    {
        await KillAsync(_process.Id);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends a process as a crash would.</summary>
    public static async Task KillAsync(int process)
    {
        using var kill = Process.Start("kill", ["-KILL", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks the host to end.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> TerminateAsync() => _process.TerminateAsync();

    /// <summary>The process that the app's functions run in.</summary>
    public Task<int> WorkerIdAsync() => Client.GetFromJsonAsync<int>("/api/process-id");

    /// <summary>Asks with a key in the header.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("x-functions-key", key);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
        _home.Dispose();
    }

    ChildProcess Start() => ChildProcess.StartProject(
        "Serverless.LocalHost",
        [
            Path.GetDirectoryName(RepositoryPaths.Assembly("Serverless.LocalHost.App"))!,
            "--urls", _address.GetLeftPart(UriPartial.Authority), "--keys", KeysFile,
        ],
        _environment);

    // By what the host prints: a client that knocks at a port where nothing listens may be given that very port as its own.
    Task ReadyAsync() => Eventually.HoldsAsync($"the host of {_address} is ready", () => _process.HasExited
        ? throw new InvalidOperationException($"The host ended with {_process.ExitCode}: {Output}")
        : Task.FromResult(Output.Contains($"Ready: {_address.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal)));
}
