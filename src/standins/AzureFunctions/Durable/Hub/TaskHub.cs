using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.Log;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>
/// The state of the task hub while this host holds it. Every change is a commit: it changes the state at once, under one lock,
/// and is handed to the log in the same order; what it asks for is done, and a client hears of it, once it is durable.
/// </summary>
sealed class TaskHub(HubSettings settings, TimeProvider time, ILogger<TaskHub> logger)
{
    readonly Lock _gate = new();
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Channel<Instance> _turns = Channel.CreateUnbounded<Instance>();
    readonly Channel<Work> _work = Channel.CreateUnbounded<Work>();
    HubState _state = new();
    CommitLog? _log;
    SnapshotKeeper? _snapshots;
    Task _writing = Task.CompletedTask;

    /// <summary>Ends when the state has been read and changes can be made; fails when that is impossible.</summary>
    internal Task Ready => _ready.Task;

    /// <summary>Ends, with the reason, when no more changes can come.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Called once when the engine has failed and the host must stop.</summary>
    internal Action? StopHost { get; set; }

    /// <summary>Instances with messages to read, each once.</summary>
    internal ChannelReader<Instance> Turns => _turns.Reader;

    /// <summary>What durable commits ask for.</summary>
    internal ChannelReader<Work> Work => _work.Reader;

    /// <summary>Appends to storage so far.</summary>
    internal long Appends => _log?.Appends ?? 0;

    internal DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes the log over and resumes what it holds.</summary>
    internal async Task OpenAsync(SegmentStore store, string owner, CancellationToken cancellation)
    {
        var state = new HubState();
        var recovery = new LogRecovery(store, owner);
        var position = await recovery.RunAsync(state, cancellation);
        if (recovery.BytesDropped > 0)
        {
            logger.DroppedTornWrite(settings.Name, recovery.BytesDropped);
        }

        _log = new CommitLog(store, position, Fail);
        _snapshots = new SnapshotKeeper(store, settings, logger, recovery.SnapshotBytes);
        _writing = Task.Run(_log.RunAsync, CancellationToken.None);
        lock (_gate)
        {
            _state = state;
            Resume(recovery.BytesRead);
        }

        _ready.TrySetResult();
    }

    /// <summary>Says that the hub is not used: calls fail with the reason.</summary>
    internal void LeaveClosed(string reason) => _ready.TrySetException(new InvalidOperationException(reason));

    /// <summary>Reads the state once it can be read.</summary>
    internal async Task<T> ReadAsync<T>(Func<HubState, T> read, CancellationToken cancellation)
    {
        await Ready.WaitAsync(cancellation);
        lock (_gate)
        {
            return read(_state);
        }
    }

    /// <summary>Decides on a change under the lock, makes it, and ends when it is durable.</summary>
    /// <param name="decide">Gives the records; none changes nothing. What it throws is thrown here.</param>
    /// <param name="cancellation">Stops the waiting, not the change.</param>
    internal async Task ChangeAsync(Func<HubState, IReadOnlyList<LogRecord>> decide, CancellationToken cancellation)
    {
        await Ready.WaitAsync(cancellation);
        await Change(decide).WaitAsync(cancellation);
    }

    /// <summary>Decides on a change and makes it; the task ends when it is durable.</summary>
    internal Task Change(Func<HubState, IReadOnlyList<LogRecord>> decide)
    {
        lock (_gate)
        {
            var records = decide(_state);
            return records.Count == 0 ? Task.CompletedTask : Commit(records);
        }
    }

    /// <summary>Marks an instance as being in a turn and gives what the turn needs; null when there is nothing to do.</summary>
    internal T? BeginTurn<T>(Instance instance, Func<Instance, T> begin)
        where T : class
    {
        lock (_gate)
        {
            instance.Turn = TurnState.Running;
            if (instance.IsReady && _state.Find(instance.Head.Id) == instance)
            {
                return begin(instance);
            }

            instance.Turn = TurnState.Idle;
            return null;
        }
    }

    /// <summary>Commits a turn, unless the instance was ended, replaced or purged meanwhile, and lets the next one begin.</summary>
    internal bool EndTurn(Instance instance, TurnCommitted turn)
    {
        lock (_gate)
        {
            instance.Turn = TurnState.Idle;
            if (!IsCurrent(_state, turn.Id, turn.ExecutionId) || _state.Find(turn.Id) != instance)
            {
                return false;
            }

            Commit([turn]);
            return true;
        }
    }

    /// <summary>Ends the engine: nothing more can be committed.</summary>
    internal void Fail(Exception exception)
    {
        if (_ended.TrySetException(exception))
        {
            logger.Stopped(exception, settings.Name, exception.Message);
            _ready.TrySetException(exception);
            StopHost?.Invoke();
        }
    }

    /// <summary>Writes what was committed and takes no more.</summary>
    internal async Task CloseAsync()
    {
        _turns.Writer.TryComplete();
        _log?.Close();
        await _writing;
        await (_snapshots?.Writing ?? Task.CompletedTask);
        var stopping = new OperationCanceledException("The host is stopping.");
        _ready.TrySetException(stopping);
        _ended.TrySetException(stopping);
        _work.Writer.TryComplete();
    }

    /// <summary>Whether an execution is the one that its instance is in, and has not ended.</summary>
    internal static bool IsCurrent(HubState state, string instanceId, string executionId) =>
        state.Find(instanceId) is { Head.IsOver: false } instance && instance.Head.ExecutionId == executionId;

    Task Commit(IReadOnlyList<LogRecord> records)
    {
        var log = _log ?? throw new InvalidOperationException("The task hub is not open.");
        var changes = new StateChanges();
        foreach (var record in records)
        {
            _state.Apply(record, changes);
            foreach (var (what, instanceId, length) in PayloadSizes.CostlyIn(record))
            {
                logger.LargePayload(what, instanceId, length);
            }
        }

        var entry = log.Enqueue(records, changes.Work.Count == 0 ? null : _ => changes.Work.ForEach(work => _work.Writer.TryWrite(work)));
        changes.Gone.ForEach(instance => instance.Changed.Signal());
        foreach (var instance in changes.Touched)
        {
            instance.Durable = entry.Durable;
            instance.Changed.Signal();
            Queue(instance);
        }

        _snapshots?.RollIfDue(log, _state);
        return entry.Durable;
    }

    void Queue(Instance instance)
    {
        if (instance is { IsReady: true, Turn: TurnState.Idle })
        {
            instance.Turn = TurnState.Queued;
            _turns.Writer.TryWrite(instance);
        }
    }

    void Resume(long bytes)
    {
        var resumed = 0;
        foreach (var instance in _state.All.Where(instance => !instance.Head.IsOver))
        {
            resumed++;
            Queue(instance);
            foreach (var work in OpenWork.Of(instance))
            {
                _work.Writer.TryWrite(work);
            }
        }

        logger.Recovered(settings.Name, _state.All.Count, bytes, resumed);
    }
}
