using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Storage;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests;

/// <summary>A worker in this process, with handlers from the test.</summary>
sealed class TestWorker : IAsyncDisposable
{
    readonly IHost _host;

    TestWorker(IHost host) => _host = host;

    public static async Task<TestWorker> StartAsync(
        string connectionString, IJobHandler handler, WorkerOptions? options = null, params IJobHandler[] others)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString });
        builder.Services.AddServerlessStorage(builder.Configuration);
        builder.Services.AddWorker(options ?? new WorkerOptions()).AddSingleton(handler);
        Array.ForEach(others, other => builder.Services.AddSingleton(other));
        var worker = new TestWorker(builder.Build());
        await worker._host.StartAsync();
        return worker;
    }

    /// <summary>Completes when the worker has ended by itself.</summary>
    public Task EndsAsync() => _host.WaitForShutdownAsync();

    /// <summary>What SIGTERM does.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
