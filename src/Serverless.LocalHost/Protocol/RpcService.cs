using System.Collections.Concurrent;
using Grpc.Core;

namespace Serverless.LocalHost.Protocol;

/// <summary>What workers connect to.</summary>
sealed class RpcService(WorkerChannels channels) : FunctionRpc.FunctionRpcBase
{
    /// <inheritdoc/>
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        // The id is a random one, but on the worker's command line, which others on the machine may read: only the first to come is let in.
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

    /// <summary>The channel of a worker that this host started, once; null for any other, and for any later one.</summary>
    public WorkerChannel? Take(string id) => _channels.TryRemove(id, out var channel) ? channel : null;
}
