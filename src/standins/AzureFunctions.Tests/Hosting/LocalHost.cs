using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Runtime;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>A running host over the functions of some test classes, on a free port, with a content root of its own.</summary>
sealed class LocalHost : IAsyncDisposable
{
    public const string MasterKey = "master-of-tests";
    public const string HostKey = "host-of-tests";

    readonly TemporaryFolder _folder;
    readonly IHost _host;

    LocalHost(TemporaryFolder folder, IHost host)
    {
        _folder = folder;
        _host = host;
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Http = new HttpClient { BaseAddress = new Uri(addresses.Addresses.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<LocalHost> StartAsync(LocalApp app)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "host.json"), app.HostJson);
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["AzureFunctionsLocal:MasterKey"] = MasterKey,
            ["AzureFunctionsLocal:HostKey"] = HostKey,
            ["AzureWebJobsStorage"] = app.Storage,
        };
        foreach (var (name, value) in app.Settings)
        {
            settings[name] = value;
        }

        var builder = new FunctionsApplicationBuilder(new HostStart { FunctionTypes = app.Types, ContentRoot = folder.Path, Settings = settings });
        if (app.UsesAspNetCore)
        {
            builder.ConfigureFunctionsWebApplication();
        }

        builder.Logging.ClearProviders();
        app.Configure(builder);
        try
        {
            var host = builder.Build();
            await host.StartAsync();
            return new LocalHost(folder, host);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request with the key given, or none.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? key = HostKey) => SendAsync(HttpMethod.Get, path, key);

    public async Task StopAsync() => await _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        Http.Dispose();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }
}
