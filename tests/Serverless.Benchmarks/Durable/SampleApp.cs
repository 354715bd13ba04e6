using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Web;
using Serverless.Testing;

namespace Serverless.Benchmarks.Durable;

/// <summary>The sample app of the local host's tests in that host; its activities do almost nothing.</summary>
sealed class SampleApp : IAsyncDisposable
{
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    readonly string _connectionString;
    readonly int _visibilitySeconds;
    readonly int _port = FreePorts.Take(1)[0];
    FunctionsHost _host = null!;

    SampleApp(string connectionString, int visibilitySeconds)
    {
        _connectionString = connectionString;
        _visibilitySeconds = visibilitySeconds;
    }

    internal int HostId => _host.Process.Id;

    internal int AppId => ProcessTree.ChildrenOf(HostId).Single();

    internal static async Task<SampleApp> StartAsync(string connectionString, int visibilitySeconds = 15)
    {
        var app = new SampleApp(connectionString, visibilitySeconds);
        await app.StartHostAsync();
        return app;
    }

    /// <summary>Runs an orchestration whose input is a number, and waits for its end.</summary>
    internal async Task<TimeSpan> RunAsync(string orchestration, int input)
    {
        var clock = Stopwatch.StartNew();
        await EndAsync(await BeginAsync(orchestration, input));
        return clock.Elapsed;
    }

    /// <returns>Where to ask how it goes.</returns>
    internal async Task<Uri> BeginAsync(string orchestration, int input)
    {
        using var client = new HttpClient();
        using var body = new StringContent(input.ToString(CultureInfo.InvariantCulture));
        using var answer = await client.PostAsync(new Uri(_host.Address, $"api/start/{orchestration}"), body);
        answer.EnsureSuccessStatusCode();

        // The key in it is gone when the host starts again with keys of its own.
        var status = new UriBuilder(answer.Headers.Location!);
        var query = HttpUtility.ParseQueryString(status.Query);
        query["code"] = FunctionsHost.MasterKey;
        status.Query = query.ToString();
        return status.Uri;
    }

    internal static async Task EndAsync(Uri status)
    {
        using var client = new HttpClient();
        var state = await Eventually.GetAsync(
            "the orchestration ends",
            async () =>
            {
                await Task.Delay(LookInterval);
                using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(status));
                var now = answer.RootElement.GetProperty("runtimeStatus").GetString();
                return now is "Pending" or "Running" ? null : now;
            },
            Limit);
        if (state != "Completed")
        {
            throw new InvalidOperationException($"The orchestration ended as {state}.");
        }
    }

    /// <summary>Ends the host and the app as a crash would, and starts both at once.</summary>
    internal async Task KillAsync()
    {
        await _host.Process.KillAsync();
        await _host.DisposeAsync();
        await StartHostAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    async Task StartHostAsync() => _host = await FunctionsHost.StartAsync(
        "Serverless.LocalHost.App",
        _connectionString,
        new Dictionary<string, string?>
        {
            ["HUB_NAME"] = FormattableString.Invariant($"benchmark{_visibilitySeconds}"),
            ["ECHO_QUEUE"] = "echo",
            ["TICK_SCHEDULE"] = "0 0 0 1 1 *",
            ["LocalHost__Durable__VisibilitySeconds"] = _visibilitySeconds.ToString(CultureInfo.InvariantCulture),
        },
        healthRoute: "api/hello/benchmark",
        port: _port);
}
