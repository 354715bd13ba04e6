using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Testing;

namespace Serverless.Benchmarks;

/// <summary>A host over this assembly's functions, in this process.</summary>
sealed class BenchmarkHost : IAsyncDisposable
{
    readonly TemporaryFolder _folder;
    readonly IHost _host;

    BenchmarkHost(TemporaryFolder folder, IHost host)
    {
        _folder = folder;
        _host = host;
    }

    internal DurableTaskClient Client => _host.Services.GetRequiredService<IDurableTaskClientProvider>().GetClient();

    internal static async Task<BenchmarkHost> StartAsync(string connectionString)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "host.json"), """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "benchmarks" } } }""");
        Environment.SetEnvironmentVariable("AzureWebJobsScriptRoot", folder.Path);
        Environment.SetEnvironmentVariable("AzureWebJobsStorage", connectionString);
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync();
        return new BenchmarkHost(folder, host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}
