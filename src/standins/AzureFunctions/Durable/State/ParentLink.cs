namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>Whom a sub-orchestration answers.</summary>
/// <param name="InstanceId">The caller.</param>
/// <param name="ExecutionId">Its execution; an answer to an older one is dropped.</param>
/// <param name="Name">The caller's orchestrator.</param>
/// <param name="TaskId">The call's sequence number.</param>
sealed record ParentLink(string InstanceId, string ExecutionId, string Name, int TaskId);
