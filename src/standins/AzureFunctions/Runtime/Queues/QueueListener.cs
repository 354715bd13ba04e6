using Azure;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Takes messages off one queue and has them processed, a bounded number at once.</summary>
sealed class QueueListener(QueueProcessor processor, QueueSettings settings, TimeProvider time, ILogger logger)
{
    readonly HashSet<Task> _running = [];
    TimeSpan _wait = QueueSettings.MinPollingInterval;

    /// <summary>Returns when the token has fired and all messages taken are done with.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            _running.RemoveWhere(task => task.IsCompleted);
            if (_running.Count > settings.NewBatchThreshold)
            {
                await Task.WhenAny(_running);
            }
            else if (await TakeAsync(stopping) == 0)
            {
                await WaitAsync(stopping);
            }
        }

        await Task.WhenAll(_running);
    }

    async Task<int> TakeAsync(CancellationToken stopping)
    {
        try
        {
            var messages = await processor.ReceiveAsync(stopping);
            foreach (var message in messages)
            {
                _running.Add(processor.ProcessAsync(message));
            }

            _wait = messages.Length > 0 ? QueueSettings.MinPollingInterval : _wait;
            return messages.Length;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // The storage service is away or answers badly: the same back-off as for an empty queue.
            logger.QueueUnreachable(e, processor.QueueName);
            return 0;
        }
    }

    // Doubles on each empty look, give or take a fifth so that many listeners do not fall into step.
    async Task WaitAsync(CancellationToken stopping)
    {
        var factor = 0.8 + (0.4 * Random.Shared.NextDouble());
        var wait = TimeSpan.FromTicks(Math.Min((long)(_wait.Ticks * factor), settings.MaxPollingInterval.Ticks));
        _wait = TimeSpan.FromTicks(Math.Min(_wait.Ticks * 2, settings.MaxPollingInterval.Ticks));
        try
        {
            await Task.Delay(wait, time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}
