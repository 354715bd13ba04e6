using System.Text.Json.Serialization;

namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>One thing that happened to an execution; the list of them is all that a replay needs.</summary>
/// <param name="At">When it happened, UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TurnStarted), "turn")]
[JsonDerivedType(typeof(TurnCompleted), "turnEnd")]
[JsonDerivedType(typeof(ExecutionStarted), "start")]
[JsonDerivedType(typeof(ExecutionCompleted), "end")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminate")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspend")]
[JsonDerivedType(typeof(ExecutionResumed), "resume")]
[JsonDerivedType(typeof(ExecutionRewound), "rewind")]
[JsonDerivedType(typeof(ActionRewound), "actionRewind")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(ActivityCompleted), "activityEnd")]
[JsonDerivedType(typeof(ActivityFailed), "activityFail")]
[JsonDerivedType(typeof(ChildScheduled), "child")]
[JsonDerivedType(typeof(ChildCompleted), "childEnd")]
[JsonDerivedType(typeof(ChildFailed), "childFail")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerFired), "timerEnd")]
[JsonDerivedType(typeof(EventSent), "send")]
[JsonDerivedType(typeof(EventRaised), "event")]
abstract record HistoryEvent(DateTime At);
