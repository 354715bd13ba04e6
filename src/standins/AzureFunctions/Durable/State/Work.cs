using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>Something to do for an execution once the commit that asks for it is durable.</summary>
abstract record Work(string InstanceId, string ExecutionId);

/// <summary>Run an activity.</summary>
sealed record RunActivity(string InstanceId, string ExecutionId, ActivityScheduled Call) : Work(InstanceId, ExecutionId);

/// <summary>Wait for a timer.</summary>
sealed record AwaitTimer(string InstanceId, string ExecutionId, TimerCreated Timer) : Work(InstanceId, ExecutionId);

/// <summary>Wait for the time at which an instance may begin.</summary>
sealed record AwaitStart(string InstanceId, string ExecutionId, DateTime StartAt) : Work(InstanceId, ExecutionId);
