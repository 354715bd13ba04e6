using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.LocalHost.Polling;

/// <summary>Delays polls of queues that have been empty for long, by the listeners of functions and by the durable engine.</summary>
/// <remarks>
/// Their own longest pause is a single setting for busy and idle times, but polling all night should cost less than polling while a search
/// waits. A message that this process sends ends the pause at once; a message of another process waits for the next poll.
/// </remarks>
sealed class IdleQueuePolicy : HttpPipelinePolicy, IDisposable
{
    const string Messages = "/messages";

    static readonly byte[] MessageTag = "<QueueMessage>"u8.ToArray();

    readonly ConcurrentDictionary<string, QueueIdleness> _queues = new(StringComparer.Ordinal);
    readonly CancellationTokenRegistration _stopping;
    readonly TimeProvider _time;
    readonly Func<double> _random;
    volatile bool _isStopping;

    /// <param name="time">The clock.</param>
    /// <param name="random">Returns random numbers from 0 to 1, for the jitter of pauses.</param>
    /// <param name="stopping">The token that is cancelled when the host stops, which must not wait for polls.</param>
    public IdleQueuePolicy(TimeProvider time, Func<double> random, CancellationToken stopping)
    {
        (_time, _random) = (time, random);
        _stopping = stopping.Register(() =>
        {
            _isStopping = true;
            foreach (var queue in _queues.Values)
            {
                queue.Restart();
            }
        });
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // The policy can have been added to a client twice.
        if (QueueOf(message.Request) is not { } queue || message.TryGetProperty(typeof(IdleQueuePolicy), out _))
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        message.SetProperty(typeof(IdleQueuePolicy), this);
        var idleness = _queues.GetOrAdd(queue, _ => new QueueIdleness(_time, _random));
        if (message.Request.Method == RequestMethod.Get && !_isStopping)
        {
            await idleness.NextLookAsync(message.CancellationToken);
        }

        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == RequestMethod.Post || Has(message.Response))
        {
            idleness.Restart();
        }
    }

    /// <remarks>Queues are polled by asynchronous calls only.</remarks>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public void Dispose() => _stopping.Dispose();

    /// <summary>Returns the queue that messages are received from or sent to; null for all other requests.</summary>
    static string? QueueOf(Request request)
    {
        var address = request.Uri.ToUri();
        return address.AbsolutePath.EndsWith(Messages, StringComparison.Ordinal)
            && (request.Method == RequestMethod.Get || request.Method == RequestMethod.Post)
            && !address.Query.Contains("peekonly", StringComparison.Ordinal)
            ? address.AbsolutePath
            : null;
    }

    static bool Has(Response response) => response.Status == 200 && response.Content.ToMemory().Span.IndexOf(MessageTag) >= 0;
}
