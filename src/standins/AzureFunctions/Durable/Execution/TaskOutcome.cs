using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>How one task of an orchestrator ended.</summary>
/// <param name="Id">Its sequence number.</param>
/// <param name="Result">Its result as text.</param>
/// <param name="Failure">Its failure; null when it succeeded.</param>
readonly record struct TaskOutcome(int Id, string? Result, Failure? Failure);
