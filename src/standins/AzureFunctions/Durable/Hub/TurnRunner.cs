using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.Execution;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>
/// Lets orchestrators take their turns. While a history is short it is replayed at every turn, as on Azure, so that code which is not
/// deterministic shows itself; a long one is kept live between turns, so that a turn costs no more as finished work piles up.
/// </summary>
sealed class TurnRunner(
    TaskHub hub, HubSettings settings, IFunctionCatalog catalog, IFunctionInvoker invoker, ExecutionSettings execution, ILogger<TurnRunner> logger)
{
    /// <summary>Events of history up to which every turn replays.</summary>
    internal const int ReplayedEvents = 256;

    /// <summary>Takes turns until the hub hands out no more.</summary>
    internal Task RunAsync() =>
        Task.WhenAll(Enumerable.Range(0, settings.MaxConcurrentOrchestrators).Select(_ => Task.Run(TakeTurnsAsync)));

    /// <summary>Lets go of executions that have waited for long; their next turn replays them.</summary>
    internal void ReleaseIdle()
    {
        var before = hub.Now - settings.ExtendedSessionIdle;
        hub.Change(state =>
        {
            foreach (var instance in state.All.Where(instance => instance.Turn == TurnState.Idle && instance.Live?.LastTurn < before))
            {
                instance.Live = null;
            }

            return [];
        });
    }

    async Task TakeTurnsAsync()
    {
        try
        {
            await foreach (var instance in hub.Turns.ReadAllAsync())
            {
                TakeTurn(instance);
            }
        }
#pragma warning disable CA1031 // an orchestrator's own exceptions end its instance; one that comes this far is the engine's and stops the host
        catch (Exception exception)
#pragma warning restore CA1031
        {
            hub.Fail(exception);
        }
    }

    void TakeTurn(Instance instance)
    {
        if (hub.BeginTurn(instance, Begin) is not { } turn)
        {
            return;
        }

        var (head, live) = (turn.Head, turn.Live);
        var now = hub.Now > head.UpdatedAt ? hub.Now : head.UpdatedAt;
        var result = live is null ? Missing(head) : live.Advance(turn.Past, now, turn.Messages);
        var next = result.Completion?.Next is null ? null : Guid.NewGuid().ToString("N");
        var goesOn = result.Completion is null && (settings.ExtendedSessions || turn.Events > ReplayedEvents);
        instance.Live = goesOn && live is not null ? new LiveExecution(live, head.ExecutionId, now) : null;
        if (hub.EndTurn(instance, new TurnCommitted(head.Id, head.ExecutionId, now, turn.Messages.Count, result, next)))
        {
            Tell(head, result.Completion);
        }
        else
        {
            instance.Live = null;
        }
    }

    Turn Begin(Instance instance)
    {
        var head = instance.Head;
        List<HistoryEvent> messages = [.. instance.Inbox];
        var events = instance.History.Count + messages.Count;
        return instance.Live is { } live && live.ExecutionId == head.ExecutionId
            ? new Turn(head, live.Execution, [], messages, events)
            : new Turn(head, Create(instance, head), [.. instance.History], messages, events);
    }

    OrchestrationExecution? Create(Instance instance, InstanceHead head)
    {
        if (catalog.Find(head.Name, TriggerKind.Orchestration) is not { } function)
        {
            return null;
        }

        var parent = head.Parent is { } link ? new ParentOrchestrationInstance(link.Name, link.InstanceId) : null;
        var bindingData = new Dictionary<string, object?> { ["instanceId"] = head.Id };
        return new OrchestrationExecution(
            new ExecutionInfo(head.Id, head.Name, head.Input, head.Version, parent),
            context => invoker.InvokeAsync(function, new TriggerInput(context, bindingData), CancellationToken.None),
            execution,
            () => FailIllegal(instance, head));
    }

    // The orchestrator turned out, between turns, to wait for something that is not durable.
    void FailIllegal(Instance instance, InstanceHead head)
    {
        var failure = OrchestrationExecution.IllegalAwaitFailure;
        var result = TurnResult.EndedBy(new Completion(Completion.Outside, InstanceStatus.Failed, null, failure));
        hub.Change(state =>
        {
            if (state.Find(head.Id) != instance || !TaskHub.IsCurrent(state, head.Id, head.ExecutionId))
            {
                return [];
            }

            // A turn under way finds the instance ended and lets go of the execution itself.
            instance.Live = instance.Turn == TurnState.Running ? instance.Live : null;
            Tell(head, result.Completion);
            return [new TurnCommitted(head.Id, head.ExecutionId, hub.Now, 0, result)];
        });
    }

    TurnResult Missing(InstanceHead head)
    {
        var known = string.Join(", ", catalog.All
            .Where(function => function.Kind == TriggerKind.Orchestration).Select(function => $"'{function.Name}'"));
        var failure = new Failure(
            typeof(InvalidOperationException).FullName!,
            $"The function '{head.Name}' doesn't exist, is disabled, or is not an orchestrator function. "
            + $"Additional info: The following are the known orchestrator functions: {known}.",
            IsFinal: true);
        return TurnResult.EndedBy(new Completion(0, InstanceStatus.Failed, null, failure));
    }

    void Tell(InstanceHead head, Completion? completion)
    {
        if (completion is { Failure: { } failure })
        {
            logger.OrchestrationFailed(head.Name, head.Id, failure.ToString());
        }
        else if (completion is { Next: null })
        {
            logger.Ended(head.Name, head.Id, completion.Status.ToString());
        }
    }

    sealed record Turn(
        InstanceHead Head, OrchestrationExecution? Live, IReadOnlyList<HistoryEvent> Past, IReadOnlyList<HistoryEvent> Messages, int Events);
}
