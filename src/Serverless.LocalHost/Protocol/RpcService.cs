using System.Collections.Concurrent;
using Grpc.Core;

namespace Serverless.LocalHost.Protocol;

/// <summary>The service to which workers connect.</summary>
sealed class RpcService(WorkerChannels channels) : FunctionRpc.FunctionRpcBase
{
    /// <inheritdoc/>
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        // The id is random, but it is on the worker's command line, which other users of the machine can read: only the first to connect is admitted.
        if (await requestStream.MoveNext(context.CancellationToken)
            && requestStream.Current.ContentCase == StreamingMessage.ContentOneofCase.StartStream
            && channels.Take(requestStream.Current.StartStream.WorkerId) is { } channel)
        {
            await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
        }
    }
}

/// <summary>The channels that wait for their worker, by id.</summary>
sealed class WorkerChannels
{
    readonly ConcurrentDictionary<string, WorkerChannel> _channels = new();

    public void Add(WorkerChannel channel) => _channels[channel.Id] = channel;

    public void Remove(WorkerChannel channel) => _channels.TryRemove(channel.Id, out _);

    /// <summary>Returns the channel of a worker that this host started, once; null for any other worker, and for a repeated call.</summary>
    public WorkerChannel? Take(string id) => _channels.TryRemove(id, out var channel) ? channel : null;
}
