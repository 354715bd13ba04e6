using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>What an execution begins with.</summary>
sealed record ExecutionInfo(string InstanceId, string Name, string? Input, string Version, ParentOrchestrationInstance? Parent);
