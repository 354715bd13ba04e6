using System.Globalization;
using System.Net;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

/// <summary>The app of AzureFunctions.Tests.Host, in a process that can be killed and started again over the same task hub.</summary>
sealed class HostProcess : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _storage;
    readonly int _port = FreePorts.Take(1)[0];
    ChildProcess? _process;

    /// <param name="connectionString">The storage.</param>
    /// <param name="hubSettings">More of host.json's extensions.durableTask, ending in a comma.</param>
    internal HostProcess(string connectionString, string hubSettings = "")
    {
        _storage = connectionString;
        File.WriteAllText(
            Path.Combine(_folder.Path, "host.json"),
            $$"""{ "version": "2.0", "extensions": { "durableTask": { {{hubSettings}} "hubName": "{{HubName}}" } } }""");
        Http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{_port}/runtime/webhooks/durabletask/"),
            Timeout = TimeSpan.FromSeconds(30),
        };
        Http.DefaultRequestHeaders.Add("x-functions-key", LocalHost.MasterKey);
    }

    /// <summary>How long running activities may go on when the host is asked to stop.</summary>
    internal TimeSpan DrainPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The management API, by relative addresses.</summary>
    internal HttpClient Http { get; }

    internal string HubName { get; } = "t" + Guid.NewGuid().ToString("N")[..12];

    internal string Output => _process?.Output ?? "";

    internal bool IsRunning => _process is { HasExited: false };

    /// <summary>What the activities noted.</summary>
    internal IReadOnlyList<string> Ledger
    {
        get
        {
            var file = Path.Combine(_folder.Path, "ledger");
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
    }

    internal void Start() => _process = ChildProcess.StartProject(
        "AzureFunctions.Tests.Host",
        ["--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}")],
        new Dictionary<string, string?>
        {
            ["HOME"] = _folder.Path,
            ["TEST_LEDGER"] = _folder.Path,
            ["AzureWebJobsScriptRoot"] = _folder.Path,
            ["AzureWebJobsStorage"] = _storage,
            ["AzureFunctionsLocal__DrainPeriod"] = DrainPeriod.ToString(),
            ["AzureFunctionsLocal__MasterKey"] = LocalHost.MasterKey,
            ["AzureFunctionsLocal__HostKey"] = LocalHost.HostKey,
        });

    internal async Task KillAsync()
    {
        if (_process is { } process)
        {
            await process.KillAsync();
        }
    }

    internal Task<int> TerminateAsync() => _process!.TerminateAsync();

    /// <summary>Lets the slow activity of an instance end.</summary>
    internal void Release(string id) => File.WriteAllText(Path.Combine(_folder.Path, $"release-{id}"), "");

    /// <summary>Calls the management API; null when there was no answer.</summary>
    internal async Task<HttpResponseMessage?> TryCallAsync(HttpMethod method, string path, string? json = null)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path)
            {
                Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
            };
            var response = await Http.SendAsync(request);
            return response.StatusCode == HttpStatusCode.InternalServerError ? null : response;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }

        Http.Dispose();
        _folder.Dispose();
    }
}
