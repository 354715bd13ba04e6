using Serverless.Application.Jobs;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>The queue <c>job-results</c> as an Azure storage queue.</summary>
public sealed class AzureJobResultQueue(StorageClients clients) : IJobResultQueue
{
    public Task SendAsync(JobResultMessage message, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"announcing the result of job '{message.JobId}'",
            () => clients.Queues.GetQueueClient(QueueNames.JobResults).SendMessageAsync(
                QueueText.Write(message, CoreJson.Default.JobResultMessage), timeToLive: QueueText.NeverExpires, cancellationToken: cancellation),
            cancellation);
}
