using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Storage.Connection;
using Serverless.Storage.Documents;

namespace Serverless.Storage.Jobs;

/// <summary>A leased message. Every renewal changes the receipt that the next call needs, so calls must not overlap.</summary>
sealed class LeasedJobMessage(StorageClients clients, QueueClient queue, QueueMessage message, JobMessage? job) : ILeasedJobMessage
{
    readonly string _wire = message.Body.ToString();
    string _popReceipt = message.PopReceipt;

    public JobMessage? Message => job;

    public string Body => QueueText.Decode(_wire);

    public long DequeueCount => message.DequeueCount;

    public Task<bool> RenewAsync(TimeSpan lease, CancellationToken cancellation) =>
        StorageCalls.RunAsync("renewing a job's lease", () => TryUpdateAsync(lease, cancellation), cancellation);

    public Task CompleteAsync(CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            "completing a job's message", () => TryDeleteAsync(queue, message.MessageId, _popReceipt, cancellation), cancellation);

    public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellation) =>
        StorageCalls.RunAsync("releasing a job's message", () => TryUpdateAsync(delay, cancellation), cancellation);

    // The reason is stored first and the message deleted last, so that the message is never lost, whatever stops this in between.
    public async Task PoisonAsync(string reason, CancellationToken cancellation)
    {
        var poison = QueueNames.PoisonOf(queue.Name);
        await new BlobDocumentStore(clients).TryCreateAsync(
            BlobPaths.Rejection(message.MessageId),
            new PoisonedMessage(queue.Name, message.MessageId, Body, reason),
            StorageJson.Default.PoisonedMessage,
            cancellation).ConfigureAwait(false);
        await StorageCalls.RunAsync(
            $"sending to queue '{poison}'",
            () => clients.Queues.GetQueueClient(poison).SendMessageAsync(_wire, cancellation),
            cancellation).ConfigureAwait(false);
        await CompleteAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes a message if the receipt is still valid.</summary>
    public static async Task<bool> TryDeleteAsync(QueueClient queue, string messageId, string popReceipt, CancellationToken cancellation)
    {
        try
        {
            await queue.DeleteMessageAsync(messageId, popReceipt, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException lost) when (IsLost(lost))
        {
            return false;
        }
    }

    async Task<bool> TryUpdateAsync(TimeSpan invisible, CancellationToken cancellation)
    {
        try
        {
            var update = await queue.UpdateMessageAsync(message.MessageId, _popReceipt, (string?)null, invisible, cancellation)
                .ConfigureAwait(false);
            _popReceipt = update.Value.PopReceipt;
            return true;
        }
        catch (RequestFailedException lost) when (IsLost(lost))
        {
            return false;
        }
    }

    static bool IsLost(RequestFailedException failure) =>
        failure.ErrorCode == QueueErrorCode.MessageNotFound || failure.ErrorCode == QueueErrorCode.QueueNotFound || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}

/// <summary>The reason why a message was removed from its queue, stored at <c>BlobPaths.Rejection</c>.</summary>
/// <param name="Queue">The queue from which it was removed.</param>
/// <param name="MessageId">Its id in the queue.</param>
/// <param name="Body">Its content.</param>
/// <param name="Reason">The reason, for people.</param>
public sealed record PoisonedMessage(string Queue, string MessageId, string Body, string Reason)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>JSON serialisation of the documents that only the storage library uses.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PoisonedMessage))]
public sealed partial class StorageJson : JsonSerializerContext;
