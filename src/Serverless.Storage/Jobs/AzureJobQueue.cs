using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>The queue <c>jobs</c> as an Azure storage queue; a lease is a message's invisibility.</summary>
public sealed class AzureJobQueue(StorageClients clients) : IJobQueue
{
    const int LongestJobId = 200;

    readonly QueueClient _queue = clients.Queues.GetQueueClient(QueueNames.Jobs);

    public Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation)
    {
        var text = QueueText.Write(message, DomainJson.Default.JobMessage);
        return StorageCalls.RunAsync($"queueing job '{message.JobId}'", SendAsync, cancellation);

        async Task<JobReceipt> SendAsync()
        {
            var receipt = await _queue.SendMessageAsync(text, timeToLive: QueueText.ForEver, cancellationToken: cancellation).ConfigureAwait(false);
            return new JobReceipt(message.JobId, receipt.Value.MessageId, receipt.Value.PopReceipt);
        }
    }

    public Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"withdrawing job '{receipt.JobId}'",
            () => LeasedJobMessage.TryDeleteAsync(_queue, receipt.MessageId, receipt.PopReceipt, cancellation),
            cancellation);

    public Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, CancellationToken cancellation)
    {
        return StorageCalls.RunAsync($"receiving from queue '{QueueNames.Jobs}'", TakeAsync, cancellation);

        async Task<ILeasedJobMessage?> TakeAsync() =>
            (await _queue.ReceiveMessagesAsync(1, lease, cancellation).ConfigureAwait(false)).Value is [var message, ..]
                ? new LeasedJobMessage(clients, _queue, message, Read(message))
                : null;
    }

    public Task<int> CountAsync(CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"counting queue '{QueueNames.Jobs}'",
            async () => (await _queue.GetPropertiesAsync(cancellation).ConfigureAwait(false)).Value.ApproximateMessagesCount,
            cancellation);

    static JobMessage? Read(QueueMessage message) =>
        QueueText.TryRead(message.Body.ToString(), DomainJson.Default.JobMessage, out var job) && job.SchemaVersion == 1 && IsJobId(job.JobId)
            ? job
            : null;

    // An id becomes a part of blob names: it must not reach into other folders.
    static bool IsJobId(string id) =>
        id.Length is > 0 and <= LongestJobId
        && char.IsAsciiLetterOrDigit(id[0])
        && id.All(character => character is > ' ' and < '\u007f' and not ('/' or '\\'));
}
