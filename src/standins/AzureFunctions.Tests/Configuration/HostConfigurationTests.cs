using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.StandIns.AzureFunctions.Runtime;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class HostConfigurationTests
{
    [Fact]
    public async Task HostJson_ValuesAndDefaults_AreRead()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "functionTimeout": "00:02:00", "extensions": { "queues": { "batchSize": 8 } } }""");

        var settings = host.Services.GetRequiredService<HostSettings>();
        var queues = host.Services.GetRequiredService<QueueSettings>();
        settings.FunctionTimeout.ShouldBe(TimeSpan.FromMinutes(2));
        settings.RoutePrefix.ShouldBe("api");
        queues.BatchSize.ShouldBe(8);
        queues.NewBatchThreshold.ShouldBe(4 * Environment.ProcessorCount);
        queues.MaxDequeueCount.ShouldBe(5);
        queues.MaxPollingInterval.ShouldBe(TimeSpan.FromMinutes(1));
        queues.VisibilityTimeout.ShouldBe(TimeSpan.Zero);
        queues.IsBase64.ShouldBeTrue();
    }

    [Fact]
    public async Task HostJson_SettingOfTheSameKey_WinsOverTheFile()
    {
        await using var host = await StartAsync(
            """{ "version": "2.0", "extensions": { "queues": { "batchSize": 8 } } }""", ("AzureFunctionsJobHost:extensions:queues:batchSize", "3"));

        host.Services.GetRequiredService<QueueSettings>().BatchSize.ShouldBe(3);
    }

    [Fact]
    public async Task HostJson_NameInPercentSigns_IsReplacedBySetting()
    {
        await using var host = await StartAsync(
            """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%HUB%" } } }""", ("HUB", "mine"));

        host.Services.GetRequiredService<IConfiguration>()["AzureFunctionsJobHost:extensions:durableTask:hubName"].ShouldBe("mine");
    }

    [Theory]
    [InlineData("{", "host.json is invalid")]
    [InlineData("""{ "version": "1.0" }""", "version")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "soon" }""", "functionTimeout must be a duration such as 00:05:00, not 'soon'")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 33, "maxDequeueCount": 0 } } }""", "batchSize must be from 1 to 32")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%NOBODY%" } } }""", "'%NOBODY%' does not resolve to a value.")]
    public async Task HostJson_Fault_StopsTheStartAndIsNamed(string hostJson, string message)
        => (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(hostJson))).Message.ShouldContain(message);

    [Fact]
    public async Task HostJson_FunctionsList_LeavesTheOthersOut()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "functions": [ "other" ] }""");

        (await host.GetAsync("/api/Only")).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task HostJson_CustomHeaders_AreOnEveryAnswer()
    {
        await using var host = await StartAsync(
            """{ "version": "2.0", "extensions": { "http": { "customHeaders": { "X-Content-Type-Options": "nosniff" } } } }""");

        (await host.GetAsync("/api/Only", key: null)).Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public void LocalSettings_Values_BecomeVariablesUnlessSetAlready()
    {
        using var folder = new TemporaryFolder();
        var (fresh, taken) = ($"LOCAL_{Guid.NewGuid():N}", $"LOCAL_{Guid.NewGuid():N}");
        File.WriteAllText(
            Path.Combine(folder.Path, "local.settings.json"),
            $$"""{ "IsEncrypted": false, "Values": { "{{fresh}}": "file", "{{taken}}": "file" }, "Host": { "LocalHttpPort": 7099 } }""");
        Environment.SetEnvironmentVariable(taken, "environment");

        LocalSettings.Apply(folder.Path).ShouldBe(7099);

        Environment.GetEnvironmentVariable(fresh).ShouldBe("file");
        Environment.GetEnvironmentVariable(taken).ShouldBe("environment");
    }

    [Fact]
    public void LocalSettings_NoFile_ChangesNothing()
    {
        using var folder = new TemporaryFolder();

        LocalSettings.Apply(folder.Path).ShouldBeNull();
    }

    [Fact]
    public async Task HomePage_IsThereUnlessDisabled()
    {
        await using var host = await StartAsync();
        await using var quiet = await StartAsync("""{ "version": "2.0" }""", ("AzureWebJobsDisableHomepage", "true"));

        (await host.GetAsync("/", key: null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await quiet.GetAsync("/", key: null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
    }

    static Task<LocalHost> StartAsync(string hostJson = """{ "version": "2.0" }""", params (string Name, string Value)[] settings)
        => LocalHost.StartAsync(new LocalApp(typeof(Functions))
        {
            HostJson = hostJson,
            Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        });

    public static class Functions
    {
        [Function("Only")]
        public static IActionResult Only([HttpTrigger("get")] HttpRequest request) => request is null ? new NotFoundResult() : new OkResult();
    }
}
