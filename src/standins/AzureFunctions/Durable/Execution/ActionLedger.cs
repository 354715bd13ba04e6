using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>
/// Numbers what the orchestrator asks for, keeps the tasks that are open, and holds a replay against the history.
/// </summary>
sealed class ActionLedger(int maxActions)
{
    readonly SortedDictionary<int, ActionEvent> _unrecorded = [];
    readonly SortedDictionary<int, ActionEvent> _held = [];
    readonly HashSet<int> _rewound = [];
    readonly Dictionary<int, TaskCompletionSource<TaskOutcome>> _open = [];
    int _next;

    /// <summary>Whether a task is open: called, and neither ended nor cancelled.</summary>
    internal bool HasOpenTasks => _open.Count > 0;

    /// <summary>The next sequence number.</summary>
    internal int TakeId() => _next++;

    /// <summary>Notes an action that nobody waits for.</summary>
    internal void Add(ActionEvent action)
    {
        if (_unrecorded.Count >= maxActions)
        {
            throw new InvalidOperationException(
                $"One turn may schedule at most {maxActions} actions (host.json, maxOrchestrationActions).");
        }

        _unrecorded.Add(action.Id, action);
    }

    /// <summary>Notes an action and gives the task of its outcome.</summary>
    internal Task<TaskOutcome> Open(ActionEvent action, CancellationToken cancellation = default)
    {
        Add(action);
        var source = new TaskCompletionSource<TaskOutcome>();
        _open.Add(action.Id, source);
        if (cancellation.CanBeCanceled)
        {
            cancellation.Register(() =>
            {
                if (_open.Remove(action.Id))
                {
                    source.TrySetCanceled(cancellation);
                }
            });
        }

        return source.Task;
    }

    /// <summary>Ends an open task; an outcome that nothing waits for is a duplicate or came after a cancellation.</summary>
    internal void Close(int id, string? result, Failure? failure)
    {
        if (_open.Remove(id, out var source))
        {
            source.SetResult(new TaskOutcome(id, result, failure));
        }
    }

    /// <summary>Holds an action of the history against the replay's.</summary>
    /// <exception cref="NonDeterminismException">They differ in kind or name.</exception>
    internal void Match(ActionEvent recorded)
    {
        if (!_unrecorded.Remove(recorded.Id, out var replayed))
        {
            throw new NonDeterminismException(recorded.Id, recorded.Identity, null);
        }

        if (!string.Equals(recorded.Identity, replayed.Identity, StringComparison.OrdinalIgnoreCase))
        {
            throw new NonDeterminismException(recorded.Id, recorded.Identity, replayed.Identity);
        }
    }

    /// <summary>Marks an action that the history lost on purpose: the replay asks for it again and it is run again.</summary>
    internal void Rewind(int id) => _rewound.Add(id);

    /// <summary>At the end of a recorded turn: whatever the code asked for must have been recorded.</summary>
    /// <exception cref="NonDeterminismException">Something was not.</exception>
    internal void RequireAllRecorded()
    {
        foreach (var (id, action) in _unrecorded)
        {
            if (!_rewound.Contains(id))
            {
                throw new NonDeterminismException(id, null, action.Identity);
            }
        }
    }

    /// <summary>Keeps back what was asked for and not yet recorded, while the instance is suspended.</summary>
    internal void Hold() => Move(_unrecorded, _held);

    /// <summary>Releases what was kept back.</summary>
    internal void Release() => Move(_held, _unrecorded);

    /// <summary>Takes the actions to record, in the order of their numbers.</summary>
    internal List<ActionEvent> TakeUnrecorded()
    {
        var actions = _unrecorded.Values.ToList();
        _unrecorded.Clear();
        return actions;
    }

    static void Move(SortedDictionary<int, ActionEvent> from, SortedDictionary<int, ActionEvent> to)
    {
        foreach (var (id, action) in from)
        {
            to.Add(id, action);
        }

        from.Clear();
    }
}
