using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Keeps a message out of others' sight while it is handled.</summary>
sealed class QueueLease : IDisposable
{
    readonly QueueClient _queue;
    readonly QueueMessage _message;
    readonly TimeSpan _duration;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly CancellationTokenSource _ended = new();
    readonly Task _renewal;
    string _receipt;

    public QueueLease(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _message = message;
        _duration = duration;
        _time = time;
        _logger = logger;
        _receipt = message.PopReceipt;
        _renewal = RenewAsync();
    }

    /// <summary>Stops renewing; after that the message may be deleted or released. Safe to call twice.</summary>
    public async Task EndAsync()
    {
        await _ended.CancelAsync();
        await _renewal;
    }

    public void Dispose() => _ended.Dispose();

    public async Task DeleteAsync()
    {
        try
        {
            await _queue.DeleteMessageAsync(_message.MessageId, _receipt);
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            _logger.LeaseLost(_message.MessageId, _queue.Name);
        }
    }

    /// <summary>Lets the message be seen again after the time given.</summary>
    public Task ReleaseAsync(TimeSpan visibleAfter) => _queue.UpdateMessageAsync(_message.MessageId, _receipt, _message.Body, visibleAfter);

    static bool IsLost(RequestFailedException e) => e.ErrorCode == QueueErrorCode.MessageNotFound || e.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    async Task RenewAsync()
    {
        while (true)
        {
            try
            {
                await Task.Delay(_duration / 3, _time, _ended.Token);
                var renewed = await _queue.UpdateMessageAsync(_message.MessageId, _receipt, _message.Body, _duration, _ended.Token);
                _receipt = renewed.Value.PopReceipt;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException e) when (IsLost(e))
            {
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException)
            {
                _logger.MessageNotSettled(e, _message.MessageId, _queue.Name);
            }
        }
    }
}
