using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Serverless.Application.Storage;

namespace Serverless.Storage.Connection;

/// <summary>The clients of the storage account that holds everything. Safe for use by several threads.</summary>
public sealed class StorageClients
{
    StorageClients(BlobServiceClient blobs, QueueServiceClient queues) => (Blobs, Queues) = (blobs, queues);

    internal BlobServiceClient Blobs { get; }

    internal QueueServiceClient Queues { get; }

    /// <summary>Connects as the Functions runtime does, with the setting <c>AzureWebJobsStorage</c>.</summary>
    /// <remarks>
    /// Either a connection string, or an identity: <c>AzureWebJobsStorage__accountName</c>, or <c>__blobServiceUri</c> and
    /// <c>__queueServiceUri</c>, with <c>__clientId</c> for a user-assigned one. Nothing is sent before the first call.
    /// </remarks>
    /// <exception cref="StorageException">The setting is missing or malformed; the message never repeats its value.</exception>
    public static StorageClients Connect(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = StorageSettings.Read(configuration);
        var blobOptions = WithRetries(new BlobClientOptions());
        var queueOptions = WithRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        if (settings.ConnectionString is { } connection)
        {
            try
            {
                return new StorageClients(new BlobServiceClient(connection, blobOptions), new QueueServiceClient(connection, queueOptions));
            }
            catch (FormatException)
            {
                // Without the inner exception: the SDK's message can quote the string, which contains the account key.
                throw new StorageException($"{StorageSettings.Key} is not a storage connection string (name=value pairs joined by ';').");
            }
        }

        var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = settings.ClientId });
        return new StorageClients(
            new BlobServiceClient(settings.BlobService!, credential, blobOptions),
            new QueueServiceClient(settings.QueueService!, credential, queueOptions));
    }

    // Delays start at 0.2 s and double up to 5 s, with the SDK's jitter, so that an outage of up to about 15 s is not noticed.
    static T WithRetries<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 7;
        options.Retry.Delay = TimeSpan.FromSeconds(0.2);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
