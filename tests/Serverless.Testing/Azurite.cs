using System.Globalization;
using System.Net.Sockets;

namespace Serverless.Testing;

/// <summary>A private storage service: the Azurite process, on free ports, with its data in a temporary folder.</summary>
public sealed class Azurite : IAsyncDisposable
{
    // The emulator's published development account: the same on every machine, and no secret.
    const string Account = "devstoreaccount1";
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    const int MostAttempts = 3;

    readonly TemporaryFolder _home = new();
    int[] _ports = FreePorts.Take(3);
    readonly bool _tellsRequests;
    ChildProcess? _process;

    Azurite(bool tellsRequests) => _tellsRequests = tellsRequests;

    /// <summary>What clients connect with.</summary>
    public string ConnectionString => FormattableString.Invariant(
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{_ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{_ports[2]}/{Account};");

    /// <summary>The operating system's id of the service's process.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The service is not running.");

    /// <summary>Requests answered since the service was started; only of one that tells of them.</summary>
    public int Requests => _process is { } process ? process.Output.Split("HTTP/1.1\"").Length - 1 : 0;

    /// <summary>Those of <see cref="Requests"/> whose address has all of some parts.</summary>
    public int RequestsOf(params IReadOnlyList<string> parts) => _process is { } process
        ? process.Output.Split('\n').Count(line =>
            line.Contains("HTTP/1.1\"", StringComparison.Ordinal) && parts.All(part => line.Contains(part, StringComparison.Ordinal)))
        : 0;

    /// <summary>Starts a service and waits until it listens.</summary>
    /// <param name="tellsRequests">Whether <see cref="Requests"/> counts.</param>
    public static async Task<Azurite> StartAsync(bool tellsRequests = false)
    {
        var azurite = new Azurite(tellsRequests);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await azurite.StartProcessAsync();
                return azurite;
            }
            catch (InvalidOperationException ended) when (attempt < MostAttempts && ended.Message.Contains("EADDRINUSE", StringComparison.Ordinal))
            {
                // Another process listened on a port between the look for free ones and the start.
                await azurite.StopAsync();
                azurite._ports = FreePorts.Take(3);
            }
        }
    }

    /// <summary>Takes the service away, as an outage would; its data stay.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            await process.TerminateAsync();
            await process.DisposeAsync();
            _process = null;
        }
    }

    /// <summary>Brings the service back on the same ports with the same data.</summary>
    public async Task StartProcessAsync()
    {
        string Port(int index) => _ports[index].ToString(CultureInfo.InvariantCulture);
        _process = ChildProcess.Start(
            "node",
            [
                Path.Combine(RepositoryPaths.NpmModules, "azurite/dist/src/azurite.js"),
                "--disableTelemetry", "--skipApiVersionCheck", .. _tellsRequests ? [] : (string[])["--silent"], "--location", _home.Path,
                "--blobPort", Port(0), "--queuePort", Port(1), "--tablePort", Port(2),
            ],
            new Dictionary<string, string?> { ["HOME"] = _home.Path });
        foreach (var port in _ports)
        {
            await Eventually.HoldsAsync($"Azurite listens on port {port}. {_process.Output}", () => ListensAsync(port));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _home.Dispose();
    }

    async Task<bool> ListensAsync(int port)
    {
        if (_process is { HasExited: true } ended)
        {
            throw new InvalidOperationException($"Azurite ended with {ended.ExitCode}: {ended.Output}");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
