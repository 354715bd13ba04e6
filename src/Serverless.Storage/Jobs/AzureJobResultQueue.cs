using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>The queue <c>job-results</c> as an Azure storage queue.</summary>
public sealed class AzureJobResultQueue(StorageClients clients) : IJobResultQueue
{
    public Task SendAsync(JobResultMessage message, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"announcing the result of job '{message.JobId}'",
            () => clients.Queues.GetQueueClient(QueueNames.JobResults).SendMessageAsync(
                QueueText.Write(message, DomainJson.Default.JobResultMessage), timeToLive: QueueText.NeverExpires, cancellationToken: cancellation),
            cancellation);
}
