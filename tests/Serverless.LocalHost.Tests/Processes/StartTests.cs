using System.Net;
using System.Net.Sockets;
using System.Text;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class StartTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Start_WithAFolderThatIsNotThere_NamesIt()
    {
        var (code, output) = await RunAsync("/no/such/folder");

        code.ShouldBe(ExitCodes.Usage);
        output.ShouldContain("The folder /no/such/folder does not exist.");
    }

    [Theory]
    [InlineData(new string[0], "host.json")]
    [InlineData(new[] { "host.json" }, "worker.config.json")]
    public async Task Start_WithAFolderThatIsNoApp_SaysWhatItLacks(string[] files, string missing)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, file), "{}");
        }

        var (code, output) = await RunAsync(folder.Path);

        code.ShouldBe(ExitCodes.Configuration);
        output.ShouldContain($"has no {missing}");
    }

    [Fact]
    public async Task Start_OnAPortInUse_SaysSoBeforeAnythingElse()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (code, output) = await RunAsync(App, "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        code.ShouldBe(ExitCodes.AddressInUse);
        output.ShouldContain("--urls");
    }

    [Fact]
    public async Task Start_WithStorageThatIsAway_NamesTheSettingAndNoKey()
    {
        const string key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
        var port = FreePorts.Take(1)[0];

        var (code, output) = await RunOnAsync(
            $"DefaultEndpointsProtocol=http;AccountName=me;AccountKey={key};BlobEndpoint=http://127.0.0.1:{port}/me;", App, "--urls", "http://127.0.0.1:0");

        code.ShouldBe(ExitCodes.Storage);
        output.ShouldContain("AzureWebJobsStorage");
        output.ShouldNotContain(key);
    }

    [Fact]
    public async Task Start_WithStorageThatIsNoConnectionString_NamesTheSettingAndNotItsValue()
    {
        var (code, output) = await RunOnAsync("AccountKey=hidden;nonsense", App, "--urls", "http://127.0.0.1:0");

        code.ShouldBe(ExitCodes.Storage);
        output.ShouldContain("AzureWebJobsStorage");
        output.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task Terminate_WhileStorageIsAwaited_EndsTheStart()
    {
        // It takes connections and never answers.
        using var storage = new TcpListener(IPAddress.Loopback, 0);
        storage.Start();
        using var home = new TemporaryFolder();
        await using var process = Start(home, StorageOn(storage), App, "--urls", "http://127.0.0.1:0");
        using var connection = await storage.AcceptTcpClientAsync().WaitAsync(Patience);

        var code = await process.TerminateAsync();

        code.ShouldBe(ExitCodes.Stopped, process.Output);
        process.Output.ShouldNotContain("cannot be used");
    }

    [Fact]
    public async Task Terminate_WhileAWorkerIsAwaited_EndsBoth()
    {
        using var storage = new TcpListener(IPAddress.Loopback, 0);
        storage.Start();
        using var app = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(app.Path, "host.json"), "{}");
        await File.WriteAllTextAsync(
            Path.Combine(app.Path, "worker.config.json"),
            """{"description":{"language":"dotnet-isolated","extensions":[".dll"],"defaultExecutablePath":"/bin/sh","defaultWorkerPath":"hang.sh"}}""");
        var started = Path.Combine(app.Path, "started");
        await File.WriteAllTextAsync(Path.Combine(app.Path, "hang.sh"), $"echo $$ > {started}.new; mv {started}.new {started}; exec sleep 300");
        using var home = new TemporaryFolder();
        await using var process = Start(home, StorageOn(storage), app.Path, "--urls", "http://127.0.0.1:0");
        using var connection = await AnswerOnceAsync(storage);
        await Eventually.HoldsAsync($"the worker has started. {process.Output}", () => Task.FromResult(File.Exists(started)));
        var worker = (await File.ReadAllTextAsync(started)).Trim();

        var code = await process.TerminateAsync();

        code.ShouldBe(ExitCodes.Stopped, process.Output);
        await Eventually.HoldsAsync("the worker is gone too", () => Task.FromResult(!Directory.Exists($"/proc/{worker}")));
    }

    // The properties of a storage account, the one thing that a start asks for before it starts the worker.
    static async Task<TcpClient> AnswerOnceAsync(TcpListener storage)
    {
        var client = await storage.AcceptTcpClientAsync().WaitAsync(Patience);
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[16 * 1024]);
        const string body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><StorageServiceProperties />";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        return client;
    }

    static string StorageOn(TcpListener listener) =>
        $"DefaultEndpointsProtocol=http;AccountName=me;AccountKey=bWU=;BlobEndpoint=http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/me;";

    static string App => Path.GetDirectoryName(RepositoryPaths.Assembly("Serverless.LocalHost.App"))!;

    static ChildProcess Start(TemporaryFolder home, string storage, params string[] arguments) => ChildProcess.StartProject(
        "Serverless.LocalHost", arguments, new Dictionary<string, string?> { ["HOME"] = home.Path, ["AzureWebJobsStorage"] = storage });

    static Task<(int Code, string Output)> RunAsync(params string[] arguments) => RunOnAsync("UseDevelopmentStorage=true", arguments);

    static async Task<(int Code, string Output)> RunOnAsync(string storage, params string[] arguments)
    {
        using var home = new TemporaryFolder();
        await using var process = Start(home, storage, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var code = await process.WaitForExitAsync(patience.Token);
        return (code, process.Output);
    }
}
