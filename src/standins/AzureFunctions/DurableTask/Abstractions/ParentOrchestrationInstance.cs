namespace Microsoft.DurableTask;

/// <summary>The orchestration that called a sub-orchestration.</summary>
/// <param name="Name">The orchestrator's name.</param>
/// <param name="InstanceId">The instance.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
