using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Application.Jobs;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>The queues <c>measure-DEVICE</c> and <c>jobs</c> as Azure storage queues; a lease is a message's invisibility period.</summary>
public sealed class AzureJobQueue(StorageClients clients) : IJobQueue
{
    const int LongestJobId = 200;

    public Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation)
    {
        var text = QueueText.Write(message, CoreJson.Default.JobMessage);
        var queue = QueueOf(message.Device);
        return StorageCalls.RunAsync($"queueing job '{message.JobId}'", SendOrMakeAsync, cancellation);

        async Task<JobReceipt> SendOrMakeAsync()
        {
            try
            {
                return await SendAsync().ConfigureAwait(false);
            }
            catch (RequestFailedException missing) when (IsMissing(missing))
            {
                await queue.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return await SendAsync().ConfigureAwait(false);
            }
        }

        async Task<JobReceipt> SendAsync()
        {
            var receipt = await queue.SendMessageAsync(text, timeToLive: QueueText.NeverExpires, cancellationToken: cancellation).ConfigureAwait(false);
            return new JobReceipt(message.JobId, receipt.Value.MessageId, receipt.Value.PopReceipt) { Device = message.Device };
        }
    }

    public Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"withdrawing job '{receipt.JobId}'",
            () => LeasedJobMessage.TryDeleteAsync(QueueOf(receipt.Device), receipt.MessageId, receipt.PopReceipt, cancellation),
            cancellation);

    public async Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, IReadOnlyList<string> devices, CancellationToken cancellation) =>
        await ReceiveMeasurementAsync(lease, devices, cancellation).ConfigureAwait(false)
            ?? await ReceiveAsync(QueueOf(null), lease, cancellation).ConfigureAwait(false);

    public async Task<ILeasedJobMessage?> ReceiveMeasurementAsync(
        TimeSpan lease, IReadOnlyList<string> devices, CancellationToken cancellation)
    {
        foreach (var device in devices)
        {
            if (await ReceiveAsync(QueueOf(device), lease, cancellation).ConfigureAwait(false) is { } message)
            {
                return message;
            }
        }

        return null;
    }

    public Task<int> CountAsync(string? device, CancellationToken cancellation)
    {
        var queue = QueueOf(device);
        return StorageCalls.RunAsync($"counting queue '{queue.Name}'", CountMessagesAsync, cancellation);

        async Task<int> CountMessagesAsync()
        {
            try
            {
                return (await queue.GetPropertiesAsync(cancellation).ConfigureAwait(false)).Value.ApproximateMessagesCount;
            }
            catch (RequestFailedException missing) when (IsMissing(missing))
            {
                return 0;
            }
        }
    }

    public Task<IReadOnlyList<QueuedJob>> PeekAsync(string? device, CancellationToken cancellation)
    {
        var queue = QueueOf(device);
        return StorageCalls.RunAsync($"looking into queue '{queue.Name}'", PeekMessagesAsync, cancellation);

        async Task<IReadOnlyList<QueuedJob>> PeekMessagesAsync()
        {
            try
            {
                var messages = (await queue.PeekMessagesAsync(IJobQueue.MostPeeked, cancellation).ConfigureAwait(false)).Value;
                return [.. messages.Select(message => new QueuedJob(
                    Read(message.Body)?.SearchId is { Length: > 0 } search ? search : null, message.InsertedOn ?? DateTimeOffset.UnixEpoch))];
            }
            catch (RequestFailedException missing) when (IsMissing(missing))
            {
                return [];
            }
        }
    }

    QueueClient QueueOf(string? device) =>
        clients.Queues.GetQueueClient(device is null ? QueueNames.Jobs : QueueNames.MeasurementsOf(device));

    Task<ILeasedJobMessage?> ReceiveAsync(QueueClient queue, TimeSpan lease, CancellationToken cancellation)
    {
        return StorageCalls.RunAsync($"receiving from queue '{queue.Name}'", TakeAsync, cancellation);

        async Task<ILeasedJobMessage?> TakeAsync()
        {
            try
            {
                return (await queue.ReceiveMessagesAsync(1, lease, cancellation).ConfigureAwait(false)).Value is [var message, ..]
                    ? new LeasedJobMessage(clients, queue, message, Read(message.Body))
                    : null;
            }
            catch (RequestFailedException missing) when (IsMissing(missing))
            {
                return null;
            }
        }
    }

    // The queue of a device on which nothing was measured yet; the other queues are created when the functions app or a worker starts.
    static bool IsMissing(RequestFailedException failure) => failure.ErrorCode == QueueErrorCode.QueueNotFound;

    static JobMessage? Read(BinaryData body) =>
        QueueText.TryRead(body.ToString(), CoreJson.Default.JobMessage, out var job) && job.SchemaVersion == 1 && IsJobId(job.JobId)
            ? job
            : null;

    // An id becomes part of blob names, so it must not lead to other folders.
    static bool IsJobId(string id) =>
        id.Length is > 0 and <= LongestJobId
        && char.IsAsciiLetterOrDigit(id[0])
        && id.All(character => character is > ' ' and < '\u007f' and not ('/' or '\\'));
}
