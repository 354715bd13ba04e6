using Serverless.StandIns.AzureFunctions.Durable.Execution;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>An execution that is kept in memory between its turns.</summary>
/// <param name="Execution">It has taken every turn of the history.</param>
/// <param name="ExecutionId">Which it is.</param>
/// <param name="LastTurn">When it took the latest.</param>
sealed record LiveExecution(OrchestrationExecution Execution, string ExecutionId, DateTime LastTurn);
