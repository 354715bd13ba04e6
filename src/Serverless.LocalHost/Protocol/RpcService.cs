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
