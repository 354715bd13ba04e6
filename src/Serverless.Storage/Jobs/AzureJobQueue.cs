using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>The queues <c>jobs-measure</c> and <c>jobs</c> as Azure storage queues; a lease is a message's invisibility.</summary>
public sealed class AzureJobQueue(StorageClients clients) : IJobQueue
{
    const int LongestJobId = 200;

    readonly QueueClient _measurements = clients.Queues.GetQueueClient(QueueNames.Measurements);
    readonly QueueClient _others = clients.Queues.GetQueueClient(QueueNames.Jobs);

    public Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation)
    {
        var text = QueueText.Write(message, DomainJson.Default.JobMessage);
        return StorageCalls.RunAsync($"queueing job '{message.JobId}'", SendAsync, cancellation);

        async Task<JobReceipt> SendAsync()
        {
            var receipt = await QueueOf(message.IsMeasurement)
                .SendMessageAsync(text, timeToLive: QueueText.ForEver, cancellationToken: cancellation).ConfigureAwait(false);
            return new JobReceipt(message.JobId, receipt.Value.MessageId, receipt.Value.PopReceipt) { IsMeasurement = message.IsMeasurement };
        }
    }

    public Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"withdrawing job '{receipt.JobId}'",
            () => LeasedJobMessage.TryDeleteAsync(QueueOf(receipt.IsMeasurement), receipt.MessageId, receipt.PopReceipt, cancellation),
            cancellation);

    public async Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, bool takesMeasurements, CancellationToken cancellation) =>
        (takesMeasurements ? await ReceiveAsync(_measurements, lease, cancellation).ConfigureAwait(false) : null)
            ?? await ReceiveAsync(_others, lease, cancellation).ConfigureAwait(false);

    public Task<ILeasedJobMessage?> ReceiveMeasurementAsync(TimeSpan lease, CancellationToken cancellation) =>
        ReceiveAsync(_measurements, lease, cancellation);

    public async Task<int> CountAsync(CancellationToken cancellation) =>
        await CountAsync(_measurements, cancellation).ConfigureAwait(false) + await CountAsync(_others, cancellation).ConfigureAwait(false);

    QueueClient QueueOf(bool isMeasurement) => isMeasurement ? _measurements : _others;

    Task<ILeasedJobMessage?> ReceiveAsync(QueueClient queue, TimeSpan lease, CancellationToken cancellation)
    {
        return StorageCalls.RunAsync($"receiving from queue '{queue.Name}'", TakeAsync, cancellation);

        async Task<ILeasedJobMessage?> TakeAsync() =>
            (await queue.ReceiveMessagesAsync(1, lease, cancellation).ConfigureAwait(false)).Value is [var message, ..]
                ? new LeasedJobMessage(clients, queue, message, Read(message))
                : null;
    }

    static Task<int> CountAsync(QueueClient queue, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"counting queue '{queue.Name}'",
            async () => (await queue.GetPropertiesAsync(cancellation).ConfigureAwait(false)).Value.ApproximateMessagesCount,
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
