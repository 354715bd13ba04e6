using Azure.Core;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;

namespace Serverless.LocalHost.Polling;

/// <summary>The durable engine's clients of queues, whose looks at empty ones are put off.</summary>
/// <remarks>The engine makes clients of connection strings by itself, past what all other clients are configured by.</remarks>
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
