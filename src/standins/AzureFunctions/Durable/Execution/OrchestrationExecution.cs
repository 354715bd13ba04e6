using Microsoft.DurableTask;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>
/// One execution of an orchestrator, live in memory: replays what has happened, then takes one turn after the other.
/// Pure: no clock, no storage. Not thread-safe; turns may come from different threads, one at a time.
/// </summary>
sealed class OrchestrationExecution
{
    const string IllegalAwaitMessage =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator function's "
        + "implementation or by middleware that invokes asynchronous code.";

    /// <summary>The failure of an orchestrator that waits for something that is not durable.</summary>
    internal static readonly Failure IllegalAwaitFailure = new(typeof(InvalidOperationException).FullName!, IllegalAwaitMessage);

    readonly Func<TaskOrchestrationContext, Task<object?>> _body;
    readonly Action? _illegalAwait;
    readonly ExecutionSettings _settings;
    readonly OrchestratorScheduler _scheduler;
    readonly OrchestrationContext _context;
    readonly Queue<HistoryEvent> _whileSuspended = new();
    Task<object?>? _task;
    Completion? _completion;
    bool _isSuspended;
    string? _customStatus;
    int _illegal;

    /// <param name="info">What the execution begins with.</param>
    /// <param name="body">Calls the orchestrator.</param>
    /// <param name="settings">What the host gives.</param>
    /// <param name="illegalAwait">Called from any thread when, between turns, the orchestrator turns out to wait for something that is not durable.</param>
    internal OrchestrationExecution(
        ExecutionInfo info, Func<TaskOrchestrationContext, Task<object?>> body, ExecutionSettings settings, Action? illegalAwait = null)
    {
        _body = body;
        _settings = settings;
        _illegalAwait = illegalAwait;
        _scheduler = new OrchestratorScheduler(NoteIllegalAwait);
        _context = new OrchestrationContext(info, settings, new ActionLedger(settings.MaxActions), new EventMailbox(settings.Converter), Require);
    }

    /// <summary>Runs the code over the history, then over the new messages.</summary>
    /// <param name="past">Committed events that this object has not seen; empty when it took every turn so far.</param>
    /// <param name="now">The clock of this turn, UTC.</param>
    /// <param name="messages">What has arrived, in order.</param>
    internal TurnResult Advance(IReadOnlyList<HistoryEvent> past, DateTime now, IReadOnlyList<HistoryEvent> messages)
    {
        try
        {
            _scheduler.Run(() =>
            {
                _context.IsReplayed = true;
                ProcessAll(past);
                _context.IsReplayed = false;
                Process(new TurnStarted(now));
                ProcessAll(messages);
                FailIfStuck();
                _customStatus = _settings.Converter.Serialize(_context.CustomStatus);
            });
        }
        catch (NonDeterminismException difference)
        {
            _context.Ledger.TakeUnrecorded();
            End(InstanceStatus.Failed, null, new Failure(NonDeterminismException.TypeName, difference.Message));
        }
#pragma warning disable CA1031 // thrown past the orchestrator's task, by async void or by a converter: its failure all the same
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(InstanceStatus.Failed, null, Failure.From(exception));
        }

        return Result();
    }

    void ProcessAll(IReadOnlyList<HistoryEvent> events)
    {
        foreach (var happened in events)
        {
            Process(happened);
        }
    }

    void Process(HistoryEvent happened)
    {
        switch (happened)
        {
            case ActionEvent recorded:
                _context.Ledger.Match(recorded);
                break;
            case ActionRewound rewound:
                _context.Ledger.Rewind(rewound.Id);
                break;
            case TurnCompleted:
                _context.Ledger.RequireAllRecorded();
                break;
            case TurnStarted turn:
                _context.Now = turn.At;
                break;
            case not null when _completion is not null:
                break;
            case ExecutionTerminated terminated:
                End(InstanceStatus.Terminated, terminated.Output, null);
                break;
            case ExecutionSuspended:
                _isSuspended = true;
                _context.Ledger.Hold();
                break;
            case ExecutionResumed:
                Resume();
                break;
            case not null when _isSuspended:
                _whileSuspended.Enqueue(happened);
                break;
            default:
                Deliver(happened!);
                break;
        }
    }

    void Resume()
    {
        _isSuspended = false;
        _context.Ledger.Release();
        while (_whileSuspended.TryDequeue(out var happened))
        {
            Process(happened);
        }
    }

    void Deliver(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted:
                _task = Start();
                break;
            case ActivityCompleted done:
                _context.Ledger.Close(done.Id, done.Result, null);
                break;
            case ActivityFailed failed:
                _context.Ledger.Close(failed.Id, null, failed.Failure);
                break;
            case ChildCompleted done:
                _context.Ledger.Close(done.Id, done.Result, null);
                break;
            case ChildFailed failed:
                _context.Ledger.Close(failed.Id, null, failed.Failure);
                break;
            case TimerFired fired:
                _context.Ledger.Close(fired.Id, null, null);
                break;
            case EventRaised raised:
                _context.Receive(raised);
                break;
        }

        _scheduler.Drain();
        EndIfDone();
    }

    Task<object?> Start()
    {
        try
        {
            return _body(_context);
        }
#pragma warning disable CA1031 // whatever the orchestrator throws is its failure
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromException<object?>(exception);
        }
    }

    // Open tasks keep an instance running even after its code has returned or thrown; waits for events do not.
    void EndIfDone()
    {
        if (_task is not { IsCompleted: true } || _context.Ledger.HasOpenTasks || _completion is not null)
        {
            return;
        }

        try
        {
            var output = _task.GetAwaiter().GetResult();
            if (_context.Next is { } next)
            {
                _completion = new Completion(_context.Ledger.TakeId(), InstanceStatus.Running, null, null, next);
            }
            else
            {
                End(InstanceStatus.Completed, _settings.Converter.Serialize(output), null);
            }
        }
#pragma warning disable CA1031 // whatever the orchestrator throws is its failure
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(InstanceStatus.Failed, null, Failure.From(exception));
        }
    }

    void FailIfStuck()
    {
        var waitsForNothingDurable =
            _task is { IsCompleted: false } && !_isSuspended && !_context.Ledger.HasOpenTasks && !_context.Mailbox.HasWaiters;
        if (_completion is null && (waitsForNothingDurable || Volatile.Read(ref _illegal) != 0))
        {
            _context.Ledger.TakeUnrecorded();
            End(InstanceStatus.Failed, null, IllegalAwaitFailure);
        }
    }

    void End(InstanceStatus status, string? output, Failure? failure) =>
        _completion ??= new Completion(_context.Ledger.TakeId(), status, output, failure);

    TurnResult Result()
    {
        var actions = _context.Ledger.TakeUnrecorded();
        var isTerminated = _completion is { Status: InstanceStatus.Terminated };
        return new TurnResult(isTerminated ? [] : actions, _completion, _isSuspended, _context.HasCustomStatus, _customStatus);
    }

    void Require()
    {
        if (!_scheduler.IsOrchestratorThread)
        {
            NoteIllegalAwait();
            throw new InvalidOperationException(IllegalAwaitMessage);
        }
    }

    // From any thread.
    void NoteIllegalAwait()
    {
        if (Interlocked.Exchange(ref _illegal, 1) == 0)
        {
            _illegalAwait?.Invoke();
        }
    }
}
