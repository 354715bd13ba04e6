using Azure.Core;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;

namespace Serverless.LocalHost.Polling;

/// <summary>Creates the queue clients of the durable engine, with delayed polls of empty queues.</summary>
/// <remarks>The engine creates clients from connection strings itself, without the configuration of all other clients.</remarks>
sealed class PatientQueueClients(IStorageServiceClientProvider<QueueServiceClient, QueueClientOptions> inner, IdleQueuePolicy policy)
    : IStorageServiceClientProvider<QueueServiceClient, QueueClientOptions>
{
    public QueueClientOptions CreateOptions()
    {
        var options = inner.CreateOptions();
        options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        return options;
    }

    public QueueServiceClient CreateClient(QueueClientOptions options) => inner.CreateClient(options);
}
