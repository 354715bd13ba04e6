using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class HttpKeyTests : IAsyncLifetime
{
    LocalHost _host = null!;

    FunctionKeys Keys => _host.Services.GetRequiredService<FunctionKeys>();

    public async ValueTask InitializeAsync() => _host = await LocalHost.StartAsync(new LocalApp(typeof(Functions))
    {
        Configure = builder => builder.Services.AddSingleton<Runs>(),
    });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task B49_HttpTrigger_FunctionLevelWithoutKey_Gives401AndDoesNotRun()
    {
        var response = await _host.GetAsync("/api/Guarded", key: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        _host.Services.GetRequiredService<Runs>().Count.ShouldBe(0);
    }

    [Fact]
    public async Task B49_HttpTrigger_FunctionLevel_TakesFunctionHostAndMasterKey()
    {
        foreach (var key in new[] { Keys.GetFunctionKey("Guarded"), LocalHost.HostKey, LocalHost.MasterKey })
        {
            (await _host.GetAsync("/api/Guarded", key)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await _host.GetAsync($"/api/Guarded?code={key}", key: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task B49_HttpTrigger_FunctionLevel_RefusesWrongAndForeignKeys()
    {
        foreach (var key in new[] { "", "wrong", Keys.GetFunctionKey("MethodsOnly"), Keys.GetSystemKey("Guarded") })
        {
            (await _host.GetAsync("/api/Guarded", key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task B49_HttpTrigger_HeaderAndQueryKey_HeaderWins()
    {
        (await _host.GetAsync($"/api/Guarded?code={LocalHost.MasterKey}", "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/api/Guarded?code=wrong", LocalHost.MasterKey)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task B49_HttpTrigger_AdminLevel_TakesTheMasterKeyOnly()
    {
        (await _host.GetAsync("/api/Owned", LocalHost.HostKey)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/api/Owned", Keys.GetFunctionKey("Owned"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/api/Owned", LocalHost.MasterKey)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task B49_HttpTrigger_AnonymousLevel_NeedsNoKey()
        => (await _host.GetAsync("/api/Open", key: null)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/api/MethodsOnly")]
    [InlineData("/api/Plain")]
    public async Task B49_HttpTrigger_NoLevelGiven_MeansFunction(string path)
    {
        (await _host.GetAsync(path, key: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AdminEndpoints_TakeTheMasterKeyOnly()
    {
        (await _host.GetAsync("/admin/host/status", key: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/admin/host/status", LocalHost.HostKey)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var status = await _host.GetAsync("/admin/host/status", LocalHost.MasterKey);

        (await status.Content.ReadAsStringAsync()).ShouldContain("\"state\":\"Running\"");
    }

    public sealed class Runs
    {
        public int Count { get; set; }
    }

    public sealed class Functions(Runs runs)
    {
        [Function("Guarded")]
        public IActionResult Guarded([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Count(request);

        [Function("Owned")]
        public IActionResult Owned([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => Count(request);

        [Function("Open")]
        public IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Count(request);

        [Function("MethodsOnly")]
        public IActionResult MethodsOnly([HttpTrigger("get")] HttpRequest request) => Count(request);

        [Function("Plain")]
        public IActionResult Plain([HttpTrigger] HttpRequest request) => Count(request);

        OkResult Count(HttpRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            runs.Count++;
            return new OkResult();
        }
    }
}
