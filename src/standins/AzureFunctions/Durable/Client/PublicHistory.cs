using DurableTask.Core.History;
using Serverless.StandIns.AzureFunctions.Durable.State;
using Own = Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>Histories in the public types.</summary>
static class PublicHistory
{
    const int Unnumbered = -1;

    /// <summary>Translates one event.</summary>
    internal static HistoryEvent Of(InstanceHead head, Own.HistoryEvent happened)
    {
        HistoryEvent translated = happened switch
        {
            Own.TurnStarted => new OrchestratorStartedEvent(Unnumbered),
            Own.TurnCompleted => new OrchestratorCompletedEvent(Unnumbered),
            Own.ExecutionStarted => new ExecutionStartedEvent(Unnumbered, head.Input)
            {
                Name = head.Name,
                Version = head.Version,
                Tags = head.Tags?.ToDictionary(),
                ScheduledStartTime = head.StartAt,
            },
            Own.ExecutionCompleted ended => new ExecutionCompletedEvent(ended.Id, ended.Failure?.ToString() ?? ended.Output),
            Own.ExecutionTerminated ended => new ExecutionTerminatedEvent(Unnumbered, ended.Output),
            Own.ExecutionSuspended held => new ExecutionSuspendedEvent(Unnumbered, held.Reason),
            Own.ExecutionResumed resumed => new ExecutionResumedEvent(Unnumbered, resumed.Reason),
            Own.ExecutionRewound rewound => new ExecutionRewoundEvent(Unnumbered, rewound.Reason),
            Own.ActivityScheduled call => new TaskScheduledEvent(call.Id, call.Name, "", call.Input),
            Own.ActivityCompleted done => new TaskCompletedEvent(Unnumbered, done.Id, done.Result),
            Own.ActivityFailed failed => new TaskFailedEvent(Unnumbered, failed.Id, failed.Failure.Message, failed.Failure.ToString()),
            Own.ChildScheduled call => new SubOrchestrationInstanceCreatedEvent(call.Id)
            {
                Name = call.Name,
                Version = call.Version,
                InstanceId = call.InstanceId,
                Input = call.Input,
            },
            Own.ChildCompleted done => new SubOrchestrationInstanceCompletedEvent(Unnumbered, done.Id, done.Result),
            Own.ChildFailed failed => new SubOrchestrationInstanceFailedEvent(Unnumbered, failed.Id, failed.Failure.Message, failed.Failure.ToString()),
            Own.TimerCreated timer => new TimerCreatedEvent(timer.Id, timer.FireAt),
            Own.TimerFired timer => new TimerFiredEvent(Unnumbered) { TimerId = timer.Id, FireAt = timer.FireAt },
            Own.EventSent sent => new EventSentEvent(sent.Id) { InstanceId = sent.InstanceId, Name = sent.Name, Input = sent.Payload },
            Own.EventRaised raised => new EventRaisedEvent(Unnumbered, raised.Payload) { Name = raised.Name },
            Own.ActionRewound rewound => new GenericEvent(rewound.Id, "Rewound"),
            _ => throw new ArgumentException($"{happened.GetType()} has no public form.", nameof(happened)),
        };
        translated.Timestamp = happened.At;
        return translated;
    }
}
