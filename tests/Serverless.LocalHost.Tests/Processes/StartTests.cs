using System.Net;
using System.Net.Sockets;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class StartTests
{
    [Fact]
    public async Task Start_WithAFolderThatIsNotThere_NamesIt()
    {
        var (code, output) = await RunAsync("/no/such/folder");

        code.ShouldBe(ExitCodes.Usage);
        output.ShouldContain("There is no folder /no/such/folder.");
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

    static string App => Path.GetDirectoryName(RepositoryPaths.Assembly("Serverless.LocalHost.App"))!;

    static Task<(int Code, string Output)> RunAsync(params string[] arguments) => RunOnAsync("UseDevelopmentStorage=true", arguments);

    static async Task<(int Code, string Output)> RunOnAsync(string storage, params string[] arguments)
    {
        using var home = new TemporaryFolder();
        await using var process = ChildProcess.StartProject(
            "Serverless.LocalHost", arguments, new Dictionary<string, string?> { ["HOME"] = home.Path, ["AzureWebJobsStorage"] = storage });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var code = await process.WaitForExitAsync(patience.Token);
        return (code, process.Output);
    }
}
