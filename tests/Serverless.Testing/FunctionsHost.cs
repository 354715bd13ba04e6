using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Serverless.Testing;

/// <summary>A functions app of this repository in the local functions host, as processes of their own.</summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    /// <summary>Opens every route, those below /admin too.</summary>
    public const string MasterKey = "test-master-key";

    /// <summary>Opens every function.</summary>
    public const string HostKey = "test-host-key";

    /// <summary>Opens the functions that answer to GET alone, but <c>GetAccess</c>.</summary>
    public const string ReadKey = "test-read-key";

    /// <summary>The host and its worker start in seconds on an idle machine; on a busy one each waits for the other's share.</summary>
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    /// <summary>host.json's pauses between looks at queues are for Azure, where each costs money.</summary>
    static readonly Dictionary<string, string?> Looks = new()
    {
        ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:01",
        ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:01",
    };

    readonly TemporaryFolder _home = new();

    FunctionsHost(Uri address) => Address = address;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The host's process; the app's is its child.</summary>
    public ChildProcess Process { get; private set; } = null!;

    /// <summary>Starts an app and waits until <paramref name="healthRoute"/> answers 200.</summary>
    /// <param name="app">The project that was built together with the tests.</param>
    /// <param name="connectionString">Its storage.</param>
    /// <param name="settings">More application settings.</param>
    /// <param name="healthRoute">What to ask, from the root.</param>
    /// <param name="port">Where to listen; null for any free port.</param>
    public static async Task<FunctionsHost> StartAsync(
        string app, string connectionString, IReadOnlyDictionary<string, string?>? settings = null, string healthRoute = "api/health", int? port = null)
    {
        var host = new FunctionsHost(new Uri(FormattableString.Invariant($"http://127.0.0.1:{port ?? FreePorts.Take(1)[0]}/")));
        var environment = new Dictionary<string, string?>(Looks);
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        environment["AzureWebJobsStorage"] = connectionString;
        environment["LocalHost__HostKey"] = HostKey;
        environment["LocalHost__MasterKey"] = MasterKey;
        environment["HOME"] = host._home.Path;
        var folder = Path.GetDirectoryName(RepositoryPaths.Assembly(app))!;
        environment["LocalHost__FunctionKeys__read__Value"] = ReadKey;
        environment["LocalHost__FunctionKeys__read__Functions"] = string.Join(',', ReadFunctions(folder));
        host.Process = ChildProcess.StartProject("Serverless.LocalHost", [folder, "--urls", host.Address.GetLeftPart(UriPartial.Authority)], environment);
        try
        {
            await host.IsHealthyAsync(healthRoute);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _home.Dispose();
    }

    static IEnumerable<string> ReadFunctions(string app) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(app, "functions.metadata")))!.AsArray()
            .Where(function => function!["bindings"]!.AsArray().Any(binding => binding!["methods"]?.ToJsonString() == "[\"get\"]"))
            .Select(function => (string)function!["name"]!)
            .Where(name => name != "GetAccess");

    async Task IsHealthyAsync(string route)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("x-functions-key", HostKey);
        await Eventually.HoldsAsync(
            $"{new Uri(Address, route)} answers",
            async () =>
            {
                if (Process.HasExited)
                {
                    throw new InvalidOperationException($"The functions host ended with {Process.ExitCode}: {Process.Output}");
                }

                try
                {
                    using var answer = await client.GetAsync(new Uri(route, UriKind.Relative));
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (Exception away) when (away is HttpRequestException or SocketException)
                {
                    // The latter from a client that was given the port it knocks at, while nothing listens there yet.
                    return false;
                }
            },
            StartLimit);
    }
}
