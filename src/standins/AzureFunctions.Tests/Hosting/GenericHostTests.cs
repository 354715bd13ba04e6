using System.Net;
using Azure.Core.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Runtime;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class GenericHostTests
{
    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.InternalServerError)]
    public async Task HostBuilder_HttpRequest_BindsWithAspNetCoreIntegrationOnly(bool usesAspNetCore, HttpStatusCode expected)
    {
        using var folder = new TemporaryFolder();
        using var host = await StartAsync(folder, usesAspNetCore);

        (await GetAsync(host, "/api/AspNet")).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task HostBuilder_WithoutAspNetCore_WritesWhatFunctionsReturn()
    {
        using var folder = new TemporaryFolder();
        using var host = await StartAsync(folder, usesAspNetCore: false);

        (await (await GetAsync(host, "/api/Data")).Content.ReadAsStringAsync()).ShouldBe("""{"name":"Ada"}""");
        (await (await GetAsync(host, "/api/Text")).Content.ReadAsStringAsync()).ShouldBe("text");
        (await GetAsync(host, "/api/Nothing")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    static async Task<HttpResponseMessage> GetAsync(IHost host, string path)
    {
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(new Uri(address), path));
    }

    static async Task<IHost> StartAsync(TemporaryFolder folder, bool usesAspNetCore)
    {
        var start = new HostStart
        {
            FunctionTypes = [typeof(Functions)],
            ContentRoot = folder.Path,
            Settings = new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" },
        };
        var builder = new HostBuilder();
        GenericHostWorker.AddTo(
            builder,
            static (_, _) => { },
            options => options.Serializer = new JsonObjectSerializer(System.Text.Json.JsonSerializerOptions.Web),
            usesAspNetCore,
            start);
        var host = builder.ConfigureLogging(logging => logging.ClearProviders()).Build();
        await host.StartAsync();
        return host;
    }

    public sealed record Person(string Name);

    public static class Functions
    {
        [Function("AspNet")]
        public static IActionResult AspNet([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
            => request is null ? new NotFoundResult() : new OkResult();

        [Function("Data")]
        public static async Task<HttpResponseData> DataAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            ArgumentNullException.ThrowIfNull(request);
            var response = request.CreateResponse();
            await response.WriteAsJsonAsync(new Person("Ada"));
            return response;
        }

        [Function("Text")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => request is null ? "none" : "text";

        [Function("Nothing")]
        public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => ArgumentNullException.ThrowIfNull(request);
    }
}
