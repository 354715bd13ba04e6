using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Storage clients by the name of a connection setting; null means AzureWebJobsStorage.</summary>
interface IStorageConnections
{
    /// <exception cref="InvalidOperationException">No setting of that name.</exception>
    BlobServiceClient Blobs(string? connection = null);

    /// <summary>A client whose messages are sent and received as they are, without any encoding.</summary>
    /// <exception cref="InvalidOperationException">No setting of that name.</exception>
    QueueServiceClient Queues(string? connection = null);
}
