using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Runs a function for the messages of one queue: deletes those it handled, gives back or poisons those it did not.</summary>
sealed class QueueProcessor
{
    const string PoisonSuffix = "-poison";

    readonly QueueClient _queue;
    readonly QueueClient? _poison;
    readonly FunctionEntry _function;
    readonly QueueSettings _settings;
    readonly IFunctionInvoker _invoker;
    readonly InvocationLifetime _lifetime;
    readonly TimeProvider _time;
    readonly ILogger _logger;

    public QueueProcessor(
        QueueServiceClient service,
        string queue,
        FunctionEntry function,
        QueueSettings settings,
        IFunctionInvoker invoker,
        InvocationLifetime lifetime,
        TimeProvider time,
        ILogger logger)
    {
        _queue = service.GetQueueClient(queue);
        _poison = queue.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : service.GetQueueClient(queue + PoisonSuffix);
        _function = function;
        _settings = settings;
        _invoker = invoker;
        _lifetime = lifetime;
        _time = time;
        _logger = logger;
    }

    public string QueueName => _queue.Name;

    /// <summary>The next messages; none when the queue is empty or does not exist, which the trigger leaves to others to create.</summary>
    public async Task<QueueMessage[]> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return (await _queue.ReceiveMessagesAsync(_settings.BatchSize, _settings.Lease, cancellation)).Value;
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
    }

    /// <summary>Handles one message and never throws: what cannot be settled now comes back when its lease ends.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Any failure of a function sends its message back.")]
    public async Task ProcessAsync(QueueMessage message)
    {
        using var lease = new QueueLease(_queue, message, _settings.Lease, _time, _logger);
        try
        {
            await RunAsync(message);
            await lease.EndAsync();
            await lease.DeleteAsync();
        }
        catch (Exception e)
        {
            await lease.EndAsync();
            await GiveBackAsync(message, lease, e);
        }
    }

    async Task RunAsync(QueueMessage message)
    {
        if (message.DequeueCount > _settings.MaxDequeueCount)
        {
            throw new PoisonMessageException($"was received {message.DequeueCount} times");
        }

        var body = _settings.Decode(message.MessageText) ?? throw new PoisonMessageException("is not base64");
        await _invoker.InvokeAsync(_function, QueueTriggerInput.Of(message, body), CancellationToken.None);
    }

    async Task GiveBackAsync(QueueMessage message, QueueLease lease, Exception failure)
    {
        try
        {
            if (failure is OperationCanceledException && _lifetime.Stopping.IsCancellationRequested)
            {
                // The host ends: nobody's fault, so another host may have the message at once.
                await lease.ReleaseAsync(TimeSpan.Zero);
                return;
            }

            _logger.MessageFailed(failure, _function.Name, message.MessageId, message.DequeueCount);
            if (_poison is not null && (failure is PoisonMessageException || message.DequeueCount >= _settings.MaxDequeueCount))
            {
                await _poison.CreateIfNotExistsAsync();
                await _poison.SendMessageAsync(message.MessageText);
                await lease.DeleteAsync();
                _logger.MessagePoisoned(message.MessageId, QueueName, _poison.Name);
            }
            else
            {
                await lease.ReleaseAsync(_settings.VisibilityTimeout);
            }
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            _logger.MessageNotSettled(e, message.MessageId, QueueName);
        }
    }
}
