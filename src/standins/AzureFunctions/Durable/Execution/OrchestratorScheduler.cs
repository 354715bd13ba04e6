namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>
/// Runs the orchestrator's continuations on the thread of its turn, one after the other.
/// A continuation that arrives from any other thread proves that the orchestrator awaited something that is not durable.
/// </summary>
sealed class OrchestratorScheduler(Action illegalAwait) : SynchronizationContext
{
    readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    int _thread;

    /// <summary>Whether the caller is the orchestrator.</summary>
    internal bool IsOrchestratorThread => Environment.CurrentManagedThreadId == Volatile.Read(ref _thread) && Current == this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == Volatile.Read(ref _thread))
        {
            _queue.Enqueue((d, state));
        }
        else
        {
            illegalAwait();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs work as the orchestrator.</summary>
    internal void Run(Action turn)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            turn();
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Runs continuations until none is left.</summary>
    internal void Drain()
    {
        while (_queue.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}
