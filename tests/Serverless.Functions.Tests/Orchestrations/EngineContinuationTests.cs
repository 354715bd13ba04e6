using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;
using Microsoft.DurableTask.Worker.Shims;
using Serverless.Application.Jobs;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Work that continues as new, run by the engine's own executor over histories that the test keeps.</summary>
public sealed class EngineContinuationTests
{
    const string InstanceId = "s1-g2-c5";

    static readonly Work Evaluation = new(WorkKind.Evaluation, "s1", new JobRetryOptions(TimeSpan.FromMinutes(15), 3), 2, 5);

    readonly OrchestrationRuntimeState _state = new();
    DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    int _newEvents;

    [Theory]
    [InlineData(EventNames.Stop, false)]
    [InlineData(EventNames.Stop, true)]
    [InlineData(EventNames.Pause, false)]
    [InlineData(EventNames.Pause, true)]
    [InlineData("train-1", false)]
    [InlineData("train-1", true)]
    public void Event_DeliveredTogetherWithTheLastLook_ComesToTheNextExecution(string name, bool isAfterIt)
    {
        var actions = WaitOut(name, isAfterIt);

        var ended = actions.OfType<OrchestrationCompleteOrchestratorAction>().ShouldHaveSingleItem();
        ended.OrchestrationStatus.ShouldBe(OrchestrationStatus.ContinuedAsNew);
        var next = JsonSerializer.Deserialize<WorkInput>(ended.Result!)!;
        (next.Progress!.Current!.JobId, next.IsPaused).ShouldBe(("train-1", false));
        var sent = actions.OfType<SendEventOrchestratorAction>().Select(send => (send.Instance!.InstanceId, send.EventName!, send.EventData!));
        var carried = ended.CarryoverEvents.OfType<EventRaisedEvent>().Select(raised => (InstanceId, raised.Name!, raised.Input!));
        sent.Concat(carried).ShouldBe([(InstanceId, name, "\"payload\"")]);
    }

    [Fact]
    public void Wait_WithoutAnyEvent_SendsNothing() =>
        WaitOut(with: null, isAfterIt: false).ShouldHaveSingleItem().ShouldBeOfType<OrchestrationCompleteOrchestratorAction>().CarryoverEvents.ShouldBeEmpty();

    /// <summary>Lets the patience end, and the job be found in its queue, until the execution ends.</summary>
    IReadOnlyList<OrchestratorAction> WaitOut(string? with, bool isAfterIt)
    {
        Begin();
        Add(new ExecutionStartedEvent(-1, JsonSerializer.Serialize(new WorkInput(Evaluation)))
        {
            Name = FunctionNames.EvaluationOrchestrator,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = InstanceId, ExecutionId = "1" },
        });
        for (var looks = 0; ;)
        {
            var actions = Execute();
            if (actions.OfType<OrchestrationCompleteOrchestratorAction>().Any())
            {
                return actions;
            }

            foreach (var action in actions)
            {
                if (action is ScheduleTaskOrchestratorAction look)
                {
                    Add(new TaskScheduledEvent(look.Id, look.Name!));
                    Begin();
                    var isLast = ++looks == WorkRun.RoundsPerExecution && with is not null;
                    HistoryEvent[] raised = isLast ? [new EventRaisedEvent(-1, "\"payload\"") { Name = with }] : [];
                    AddAll(isAfterIt ? [] : raised);
                    Add(new TaskCompletedEvent(-1, look.Id, JsonSerializer.Serialize(new AdvancedWork(Queued(), null))));
                    AddAll(isAfterIt ? raised : []);
                }
                else if (action is CreateTimerOrchestratorAction timer)
                {
                    Add(new TimerCreatedEvent(timer.Id, timer.FireAt));
                    _now = timer.FireAt;
                    Begin();
                    Add(new TimerFiredEvent(-1, timer.FireAt) { TimerId = timer.Id });
                }
            }
        }
    }

    IReadOnlyList<OrchestratorAction> Execute()
    {
        // An executor knows an event as new when it is among the new events of its state.
        var state = new OrchestrationRuntimeState([.. _state.Events.Take(_state.Events.Count - _newEvents)]);
        foreach (var recent in _state.Events.Skip(_state.Events.Count - _newEvents))
        {
            state.AddEvent(recent);
        }

        _newEvents = 0;
        var orchestration = DurableTaskShimFactory.Default.CreateOrchestration<WorkInput, EvaluationEnd?>(
            FunctionNames.EvaluationOrchestrator, (context, _) => EvaluationOrchestrator.RunAsync(context));
        return [.. new TaskOrchestrationExecutor(state, orchestration, BehaviorOnContinueAsNew.Carryover, ErrorPropagationMode.UseFailureDetails).Execute().Actions];
    }

    void Begin() => Add(new OrchestratorStartedEvent(-1));

    void AddAll(HistoryEvent[] happened) => Array.ForEach(happened, Add);

    void Add(HistoryEvent happened)
    {
        happened.Timestamp = _now;
        _state.AddEvent(happened);
        _newEvents++;
    }

    static WorkProgress Queued()
    {
        var progress = WorkSteps.Begin(Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, []));
        return progress.With(progress.Current! with { JobId = "train-1" });
    }
}
