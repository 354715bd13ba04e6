using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Serverless.LocalHost.Protocol;

/// <summary>The stream of one worker process: requests with their responses, and invocations.</summary>
sealed class WorkerChannel(WorkerLogs logs)
{
    static readonly TimeSpan TerminationGrace = TimeSpan.FromSeconds(10);

    readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    readonly PendingAnswers<StreamingMessage> _answers = new();
    readonly PendingAnswers<InvocationResponse> _invocations = new();
    readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the id that the worker sends when it connects.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>A task that completes when the worker has connected, and fails when it ended instead.</summary>
    public Task Connected => _connected.Task;

    /// <summary>A task that completes when the worker can no longer receive requests.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Carries messages in both directions until the worker or the host ends.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellation)
    {
        var writing = WriteAsync(outgoing, cancellation);
        _connected.TrySetResult();
        try
        {
            while (await incoming.MoveNext(cancellation))
            {
                Take(incoming.Current);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The process has ended or is about to: pending responses fail below, however the connection ended.
        }

        End("The worker's stream ended.");
        await writing;
    }

    /// <summary>Sends a request and waits for its response.</summary>
    /// <exception cref="TimeoutException">No response arrived in time.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage request, TimeSpan patience)
    {
        request.RequestId = Guid.NewGuid().ToString();
        var answer = _answers.Expect(request.RequestId);
        Send(request);
        return await answer.WaitAsync(patience);
    }

    /// <summary>Runs a function, and asks the worker to cancel it when <paramref name="cancellation"/> is cancelled.</summary>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    /// <exception cref="OperationCanceledException">The function was cancelled.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellation)
    {
        var answer = _invocations.Expect(request.InvocationId);
        Send(new() { InvocationRequest = request });
        await using var cancelling = cancellation.Register(
            () => Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } }));
        var response = await answer;
        return response.Result.Status switch
        {
            StatusResult.Types.Status.Success => response,
            StatusResult.Types.Status.Cancelled => throw new OperationCanceledException(response.Result.Exception?.Message),
            _ => throw new FunctionFailedException(response.Result),
        };
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(TerminationGrace) } });

    /// <summary>Fails everything that waits for this worker.</summary>
    public void End(string why)
    {
        var end = new WorkerProcessExitException(why);
        _ended.TrySetResult();
        _connected.TrySetException(end);
        _answers.End(end);
        _invocations.End(end);
        _outgoing.Writer.TryComplete();
    }

    void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.RpcLog:
                logs.Write(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                _invocations.Complete(message.InvocationResponse.InvocationId, message.InvocationResponse);
                break;
            default:
                _answers.Complete(message.RequestId, message);
                break;
        }
    }

    void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellation))
            {
                await outgoing.WriteAsync(message, cancellation);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            // As for reading.
        }
    }
}

/// <summary>The exception for a worker that ended before it responded.</summary>
/// <remarks>The Durable extension knows this type by its name: it then aborts the turn of an orchestration and retries it.</remarks>
sealed class WorkerProcessExitException(string message) : Exception(message);

/// <summary>The exception for a function that failed in the worker.</summary>
/// <remarks>The Durable extension parses type, message and stack of the failure from a message of exactly this form.</remarks>
sealed class FunctionFailedException(StatusResult result) : Exception(
    $"Result: {(result.Result.Length > 0 ? result.Result : "Failure")}\nException: {result.Exception?.Message}\nStack: {result.Exception?.StackTrace}");
