using System.Security.Cryptography;
using System.Text;
using Serverless.StandIns.AzureFunctions.Durable.Execution;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>
/// All instances of a task hub. Changes only by <see cref="Apply"/>, which gives the same result for the same records,
/// be it now or when the log is read again. Not thread-safe.
/// </summary>
sealed class HubState
{
    readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<Instance> All => _instances.Values;

    internal Instance? Find(string id) => _instances.GetValueOrDefault(id);

    /// <summary>Makes one change.</summary>
    internal void Apply(LogRecord record, StateChanges changes)
    {
        switch (record)
        {
            case InstanceCreated created:
                Create(created.Head, changes);
                break;
            case MessageArrived arrived:
                Deliver(arrived.Id, arrived.ExecutionId, arrived.Message, changes);
                break;
            case TurnCommitted turn:
                ApplyTurn(turn, changes);
                break;
            case InstanceRewound rewound:
                Rewind(rewound.Id, rewound.Message, changes);
                break;
            case InstancesPurged purged:
                purged.Ids.ToList().ForEach(id => Remove(id, changes));

                break;
            case InstanceImage image:
                _instances[image.Head.Id] = new Instance(image.Head) { History = [.. image.History], Inbox = [.. image.Inbox] };
                break;
        }
    }

    void Create(InstanceHead head, StateChanges changes)
    {
        Remove(head.Id, changes);
        var instance = new Instance(head);
        _instances.Add(head.Id, instance);
        changes.Touched.Add(instance);
        if (head.StartAt is { } startAt)
        {
            changes.Work.Add(new AwaitStart(head.Id, head.ExecutionId, startAt));
        }
        else
        {
            instance.Inbox.Add(new ExecutionStarted(head.CreatedAt));
        }
    }

    void Remove(string id, StateChanges changes)
    {
        if (_instances.Remove(id, out var gone))
        {
            changes.Gone.Add(gone);
            changes.Touched.Remove(gone);
        }
    }

    // A message to an instance that is missing, over, or in another execution is dropped; null means whichever execution there is.
    void Deliver(string id, string? executionId, HistoryEvent message, StateChanges changes)
    {
        if (Find(id) is not { } instance || instance.Head.IsOver || (executionId ?? instance.Head.ExecutionId) != instance.Head.ExecutionId)
        {
            return;
        }

        // Messages may come before the beginning; it is read first all the same.
        instance.Inbox.Insert(message is ExecutionStarted ? 0 : instance.Inbox.Count, message);
        changes.Touched.Add(instance);
    }

    void ApplyTurn(TurnCommitted turn, StateChanges changes)
    {
        var instance = Find(turn.Id) ?? throw new InvalidDataException($"The log holds a turn of {turn.Id}, which does not exist.");
        var result = turn.Result;
        instance.History.Add(new TurnStarted(turn.At));
        instance.History.AddRange(instance.Inbox.Take(turn.Read));
        instance.History.AddRange(result.Actions);
        instance.Inbox.RemoveRange(0, turn.Read);
        instance.Head = instance.Head with
        {
            Status = result.IsSuspended ? InstanceStatus.Suspended : InstanceStatus.Running,
            UpdatedAt = turn.At,
            CustomStatus = result.HasCustomStatus ? result.CustomStatus : instance.Head.CustomStatus,
        };
        changes.Touched.Add(instance);
        foreach (var action in result.Actions)
        {
            Perform(instance, action, changes);
        }

        if (result.Completion is { Next: { } next })
        {
            Restart(instance, turn, next);
            return;
        }

        if (result.Completion is { } completion)
        {
            End(instance, turn.At, completion, changes);
        }

        instance.History.Add(new TurnCompleted(turn.At));
    }

    void Perform(Instance instance, ActionEvent action, StateChanges changes)
    {
        var (id, execution) = (instance.Head.Id, instance.Head.ExecutionId);
        switch (action)
        {
            case ActivityScheduled activity:
                changes.Work.Add(new RunActivity(id, execution, activity));
                break;
            case TimerCreated timer:
                changes.Work.Add(new AwaitTimer(id, execution, timer));
                break;
            case EventSent sent:
                Deliver(sent.InstanceId, null, new EventRaised(sent.At, sent.Name, sent.Payload), changes);
                break;
            case ChildScheduled child when Find(child.InstanceId) is { Head.IsOver: false }:
                var inTheWay = new Failure(
                    "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
                    $"An orchestration instance with ID '{child.InstanceId}' already exists and has not ended.");
                Deliver(id, execution, new ChildFailed(child.At, child.Id, inTheWay), changes);
                break;
            case ChildScheduled child:
                Create(
                    new InstanceHead(child.InstanceId, ExecutionOf(execution, child.Id), child.Name, child.At)
                    {
                        Version = child.Version ?? "",
                        Input = child.Input,
                        Parent = new ParentLink(id, execution, instance.Head.Name, child.Id),
                    },
                    changes);
                break;
        }
    }

    static void Restart(Instance instance, TurnCommitted turn, NextExecution next)
    {
        // Answers to tasks of the old execution cannot reach the new one: nothing was open when it ended.
        var unread = instance.Inbox
            .Where(message => message is EventRaised or ExecutionSuspended or ExecutionResumed or ExecutionTerminated);
        instance.Inbox = [new ExecutionStarted(turn.At), .. next.Carried, .. unread];
        instance.History = [];
        instance.Head = instance.Head with
        {
            ExecutionId = turn.NextExecutionId ?? throw new InvalidDataException($"The log lacks the execution that follows in {turn.Id}."),
            Input = next.Input,
            Version = next.Version ?? instance.Head.Version,
        };
    }

    void End(Instance instance, DateTime at, Completion completion, StateChanges changes)
    {
        instance.History.Add(new ExecutionCompleted(at, completion.Id, completion.Status, completion.Output, completion.Failure));
        instance.Inbox.Clear();
        instance.Head = instance.Head with
        {
            Status = completion.Status,
            Output = completion.Output,
            Failure = completion.Failure,
            CompletedAt = at,
        };
        if (instance.Head.Parent is { } parent)
        {
            Deliver(parent.InstanceId, parent.ExecutionId, Answer(instance.Head, parent.TaskId, at), changes);
        }
    }

    static HistoryEvent Answer(InstanceHead child, int taskId, DateTime at) => child.Status == InstanceStatus.Completed
        ? new ChildCompleted(at, taskId, child.Output)
        : new ChildFailed(at, taskId, child.Failure ?? new Failure(
            "DurableTask.Core.Exceptions.SubOrchestrationFailedException",
            $"The sub-orchestration '{child.Name}' with ID '{child.Id}' was terminated{(child.Output is { } why ? $": {why}" : "")}."));

    void Rewind(string id, ExecutionRewound message, StateChanges changes)
    {
        var instance = Find(id) ?? throw new InvalidDataException($"The log rewinds {id}, which does not exist.");
        bool CanRewind(string childId) => Find(childId) is { Head: { Status: InstanceStatus.Failed, Parent: { } parent } }
            && parent.InstanceId == id && parent.ExecutionId == instance.Head.ExecutionId;

        var (history, children) = FailureRewind.Apply(instance.History, CanRewind);
        instance.History = history;
        instance.Inbox.Add(message);
        instance.Head = instance.Head with
        {
            Status = InstanceStatus.Running,
            Failure = null,
            Output = null,
            CompletedAt = null,
            UpdatedAt = message.At,
        };
        changes.Touched.Add(instance);
        foreach (var child in children)
        {
            Rewind(child, message, changes);
        }
    }

    // Derived, so that a replayed log gives the child the same execution again.
    static string ExecutionOf(string parentExecution, int taskId) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{parentExecution}:{taskId}"))).AsSpan(0, 16));
}
