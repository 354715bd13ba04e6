using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.LocalHost.Polling;

/// <summary>Puts off the looks at queues that have been empty for long, of the functions' listeners and of the durable engine.</summary>
/// <remarks>
/// Their own longest pause is one setting for busy and for idle times; what a host polls all night should cost less than what a search waits
/// for. A message that this process sends ends the pause at once; one of another process waits for the next look.
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
    /// <param name="random">From 0 to 1, for the spread of pauses.</param>
    /// <param name="stopping">The host stops, which must not wait for looks.</param>
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
        // A client may have been given it twice.
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

    /// <remarks>Only asynchronous calls look at queues.</remarks>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public void Dispose() => _stopping.Dispose();

    /// <summary>The queue that messages are received from or sent to; null for all other requests.</summary>
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
