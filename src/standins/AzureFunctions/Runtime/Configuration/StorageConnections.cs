using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Storage clients by connection setting, made once each.</summary>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "Made by the service container.")]
sealed class StorageConnections(IConfiguration configuration) : IStorageConnections
{
    const string DefaultConnection = "AzureWebJobsStorage";

    readonly ConcurrentDictionary<string, BlobServiceClient> _blobs = new();
    readonly ConcurrentDictionary<string, QueueServiceClient> _queues = new();

    public BlobServiceClient Blobs(string? connection = null) => _blobs.GetOrAdd(ConnectionString(connection), text => new BlobServiceClient(text));

    public QueueServiceClient Queues(string? connection = null)
        => _queues.GetOrAdd(
            ConnectionString(connection),
            text => new QueueServiceClient(text, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }));

    // A name means AzureWebJobs{name} first, then the name itself, then a connection string of that name.
    string ConnectionString(string? connection)
    {
        var name = string.IsNullOrEmpty(connection) ? DefaultConnection : SettingReferences.Resolve(connection, configuration);
        return configuration[$"AzureWebJobs{name}"] ?? configuration[name] ?? configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException(configuration.GetSection(name).Exists()
                ? $"The storage connection '{name}' is given by identity; this local host connects by connection string only: set {name}."
                : $"Storage connection string '{name}' does not exist. Make sure that it is a defined App Setting.");
    }
}
