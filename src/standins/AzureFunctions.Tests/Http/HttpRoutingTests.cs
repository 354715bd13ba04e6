using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class HttpRoutingTests
{
    [Theory]
    [InlineData("/api/runs/7", "run 7")]
    [InlineData("/API/RUNS/7", "run 7")]
    [InlineData("/api/runs/7:cancel", "cancel 7")]
    [InlineData("/api/Default", "default")]
    [InlineData("/api/default", "default")]
    [InlineData("/api/pages", "page 1")]
    [InlineData("/api/pages/5", "page 5")]
    [InlineData("/api/files/a/b/c.txt", "file a/b/c.txt")]
    [InlineData("/api/typed/6f9619ff-8b86-d011-b42d-00c04fc964ff?when=2026-01-02&count=3&flag=true&kind=warm", "6f9619ff-8b86-d011-b42d-00c04fc964ff 2026-01-02 3 True Warm")]
    [InlineData("/api/typed/6f9619ff-8b86-d011-b42d-00c04fc964ff", "6f9619ff-8b86-d011-b42d-00c04fc964ff none 0 False Cold")]
    public async Task B50_Route_ParametersAndQuery_BindByName(string path, string expected)
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Functions)));

        var response = await host.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("GET", "/api/runs/seven")]
    [InlineData("DELETE", "/api/runs/7")]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/runs/7")]
    [InlineData("GET", "/api")]
    [InlineData("POST", "/admin/host/status")]
    public async Task B50_Route_NoMatchOrWrongMethod_Gives404(string method, string path)
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Functions)));

        var response = await host.SendAsync(new HttpMethod(method), path, LocalHost.MasterKey);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task B50_Route_TypeDoesNotFit_Gives500()
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Functions)));

        var response = await host.GetAsync("/api/typed/6f9619ff-8b86-d011-b42d-00c04fc964ff?count=many");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("", "/runs/7")]
    [InlineData("v1/search", "/v1/search/runs/7")]
    public async Task B50_Route_PrefixOfHostJson_ReplacesApi(string prefix, string path)
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Functions))
        {
            HostJson = $$"""{ "version": "2.0", "extensions": { "http": { "routePrefix": "{{prefix}}" } } }""",
        });

        (await host.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.GetAsync("/api/runs/7")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B50_Route_Overlap_FirstFunctionByNameWins()
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Overlapping)));

        (await (await host.GetAsync("/api/items/active")).Content.ReadAsStringAsync()).ShouldBe("any active");
    }

    [Fact]
    public async Task B50_Route_SameTemplateAndMethod_StopsTheStart()
    {
        var start = await Should.ThrowAsync<InvalidOperationException>(() => LocalHost.StartAsync(new LocalApp(typeof(Conflicting))));

        start.Message.ShouldBe("The 'Second' function is in error: The route specified conflicts with the route defined by function 'First'.");
    }

    [Fact]
    public async Task B50_Route_SameTemplateOtherMethod_IsNoConflict()
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(ByMethod)));

        (await (await host.SendAsync(HttpMethod.Get, "/api/thing", LocalHost.HostKey)).Content.ReadAsStringAsync()).ShouldBe("read");
        (await (await host.SendAsync(HttpMethod.Put, "/api/thing", LocalHost.HostKey)).Content.ReadAsStringAsync()).ShouldBe("written");
    }

    [Theory]
    [InlineData(typeof(ReservedRoute))]
    [InlineData(typeof(ReservedName))]
    public async Task B50_Route_BeginsWithAdminOrRuntime_StopsTheStart(Type functions)
    {
        var start = await Should.ThrowAsync<InvalidOperationException>(() => LocalHost.StartAsync(new LocalApp(functions)));

        start.Message.ShouldContain("The specified route conflicts with one or more built in routes.");
    }

    [Theory]
    [InlineData("AzureWebJobs.Default.Disabled")]
    [InlineData("AzureWebJobs:Default:Disabled")]
    public async Task B52_HttpTrigger_Disabled_Gives404(string setting)
    {
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Functions)) { Settings = new() { [setting] = "true" } });

        (await host.GetAsync("/api/Default")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.GetAsync("/api/runs/7")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public enum Kind
    {
        Cold,
        Warm,
    }

    public static class Functions
    {
        [Function("Run")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{number:int}")] HttpRequest request, int number)
            => Answer(request, $"run {number}");

        [Function("CancelRun")]
        public static IActionResult Cancel([HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{number:int}:cancel")] HttpRequest request, int number)
            => Answer(request, $"cancel {number}");

        [Function("Default")]
        public static IActionResult Default([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Answer(request, "default");

        [Function("Pages")]
        public static IActionResult Pages([HttpTrigger(AuthorizationLevel.Function, "get", Route = "pages/{page?}")] HttpRequest request, int page = 1)
            => Answer(request, $"page {page}");

        [Function("Files")]
        public static IActionResult Files([HttpTrigger(AuthorizationLevel.Function, "get", Route = "files/{*path}")] HttpRequest request, string path)
            => Answer(request, $"file {path}");

        [Function("Typed")]
        public static IActionResult Typed(
            [HttpTrigger(AuthorizationLevel.Function, "get", Route = "typed/{id:guid}")] HttpRequest request,
            Guid id,
            DateTime? when,
            int count = 0,
            bool flag = false,
            Kind kind = Kind.Cold)
            => Answer(request, $"{id} {when?.ToString("yyyy-MM-dd") ?? "none"} {count} {flag} {kind}");
    }

    public static class Overlapping
    {
        [Function("AnyItem")]
        public static IActionResult Any([HttpTrigger("get", Route = "items/{id}")] HttpRequest request, string id) => Answer(request, $"any {id}");

        [Function("ActiveItems")]
        public static IActionResult Active([HttpTrigger("post", Route = "items/active")] HttpRequest request) => Answer(request, "active");

        [Function("LiteralItem")]
        public static IActionResult Literal([HttpTrigger("get", Route = "items/active")] HttpRequest request) => Answer(request, "literal");
    }

    public static class Conflicting
    {
        [Function("First")]
        public static IActionResult First([HttpTrigger("get", "post", Route = "same/{id}")] HttpRequest request) => Answer(request, "first");

        [Function("Second")]
        public static IActionResult Second([HttpTrigger("get", Route = "Same/{id}")] HttpRequest request) => Answer(request, "second");
    }

    public static class ByMethod
    {
        [Function("Read")]
        public static IActionResult Read([HttpTrigger("get", Route = "thing")] HttpRequest request) => Answer(request, "read");

        [Function("Write")]
        public static IActionResult Write([HttpTrigger("put", Route = "thing")] HttpRequest request) => Answer(request, "written");
    }

    public static class ReservedRoute
    {
        [Function("Fine")]
        public static IActionResult Run([HttpTrigger("get", Route = "runtimes/{id}")] HttpRequest request) => Answer(request, "never");
    }

    public static class ReservedName
    {
        [Function("AdminPage")]
        public static IActionResult Run([HttpTrigger("get")] HttpRequest request) => Answer(request, "never");
    }

    static ContentResult Answer(HttpRequest request, string text)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ContentResult { Content = text };
    }
}
