using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;
using Serverless.Storage.InMemory;

namespace Serverless.Storage.Tests;

/// <summary>All ports over one connection string, configured as in the product's processes.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    readonly ServiceProvider _services;

    TestStorage(ServiceProvider services) => _services = services;

    public StorageClients Clients => _services.GetRequiredService<StorageClients>();

    public IDocumentStore Documents => _services.GetRequiredService<IDocumentStore>();

    public IDatasetStore Datasets => _services.GetRequiredService<IDatasetStore>();

    public IJobQueue Queue => _services.GetRequiredService<IJobQueue>();

    public IJobResultQueue Results => _services.GetRequiredService<IJobResultQueue>();

    public IJobClaims Claims => _services.GetRequiredService<IJobClaims>();

    public static TestStorage Connect(string connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString })
            .Build();
        return new TestStorage(new ServiceCollection().AddServerlessStorage(configuration).BuildServiceProvider());
    }

    public static async Task<TestStorage> InitialiseAsync(string connectionString)
    {
        var storage = Connect(connectionString);
        await storage.Documents.InitialiseAsync(CancellationToken.None);
        return storage;
    }

    /// <summary>Documents alone, in this process.</summary>
    public static Task<TestStorage> InMemoryAsync() =>
        Task.FromResult(new TestStorage(new ServiceCollection().AddSingleton<IDocumentStore, InMemoryDocumentStore>().BuildServiceProvider()));

    /// <summary>An id that no other test uses.</summary>
    public static string NewId() => "t" + Guid.NewGuid().ToString("N");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
