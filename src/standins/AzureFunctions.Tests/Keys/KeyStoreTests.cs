using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Runtime;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class KeyStoreTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string DefaultFile => Path.Combine(_folder.Path, ".keys", "keys.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FirstStart_WritesAFileForItsOwnerOnlyAndKeepsToIt()
    {
        var first = Load();
        var second = Load();

        second.ShouldBe(first);
        first.MasterKey.ShouldNotBe(first.HostKey);
        first.MasterKey.Length.ShouldBeGreaterThan(50);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(DefaultFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void Load_BothKeysInTheEnvironment_WritesNoFile()
    {
        Load(("AzureFunctionsLocal:MasterKey", "m"), ("AzureFunctionsLocal:HostKey", "h")).ShouldBe(new StoredKeys("m", "h"));

        File.Exists(DefaultFile).ShouldBeFalse();
    }

    [Fact]
    public void Load_OneKeyInTheEnvironment_TakesTheOtherFromTheFile()
    {
        var stored = Load();

        Load(("AzureFunctionsLocal:MasterKey", "m")).ShouldBe(new StoredKeys("m", stored.HostKey));
    }

    [Fact]
    public void Load_KeysFileSetting_NamesTheFile()
    {
        var file = Path.Combine(_folder.Path, "elsewhere", "my.json");

        Load(("AzureFunctionsLocal:KeysFile", file));

        File.Exists(file).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "masterKey": "", "hostKey": "h" }""")]
    public void Load_FileWithoutKeys_IsRefusedByName(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DefaultFile)!);
        File.WriteAllText(DefaultFile, content);

        Should.Throw<InvalidOperationException>(() => Load()).Message.ShouldContain(DefaultFile);
    }

    [Fact]
    public async Task Load_ManyStartsAtOnce_AllGetTheSameKeys()
    {
        var loaded = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Load())));

        loaded.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(Path.GetDirectoryName(DefaultFile)!).ShouldBe([DefaultFile]);
    }

    [Fact]
    public async Task Log_AtEveryLevel_HoldsNoKey()
    {
        using var logs = new RecordingLogs();
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Functions))
        {
            HostJson = """{ "version": "2.0", "logging": { "logLevel": { "default": "Trace", "Microsoft.AspNetCore.Hosting.Diagnostics": "Trace" } } }""",
            Configure = builder => builder.Logging.AddProvider(logs),
        });
        var keys = host.Services.GetRequiredService<FunctionKeys>();
        string[] secrets = [LocalHost.MasterKey, LocalHost.HostKey, keys.GetFunctionKey("Fine"), keys.GetSystemKey("durabletask_extension")];

        foreach (var secret in secrets)
        {
            await host.GetAsync($"/api/Fine?code={secret}", key: null);
            await host.GetAsync("/api/Fails", secret);
            await host.GetAsync($"/admin/host/status?code={secret}", key: null);
        }

        logs.Lines.ShouldContain(line => line.Contains("Functions.Fails", StringComparison.Ordinal));
        logs.Lines.ShouldNotContain(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    StoredKeys Load(params (string Name, string Value)[] settings)
        => KeyStore.Load(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build(),
            _folder.Path);

    public static class Functions
    {
        [Function("Fine")]
        public static IActionResult Fine([HttpTrigger("get")] HttpRequest request) => request is null ? new NotFoundResult() : new OkResult();

        [Function("Fails")]
        public static IActionResult Fails([HttpTrigger("get")] HttpRequest request) => throw new InvalidOperationException($"{request?.Path}");
    }
}
