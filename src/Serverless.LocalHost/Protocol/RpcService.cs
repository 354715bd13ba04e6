using Grpc.Core;

namespace Serverless.LocalHost.Protocol;

/// <summary>What workers connect to.</summary>
sealed class RpcService(WorkerChannels channels) : FunctionRpc.FunctionRpcBase
{
    /// <inheritdoc/>
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        // The id is a random one that only the process started with it knows; anyone else is sent away.
        if (await requestStream.MoveNext(context.CancellationToken)
            && requestStream.Current.ContentCase == StreamingMessage.ContentOneofCase.StartStream
            && channels.Find(requestStream.Current.StartStream.WorkerId) is { } channel)
        {
            await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
        }
    }
}
