using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>How an execution ended.</summary>
/// <param name="Id">Its sequence number.</param>
/// <param name="Status">Completed, Failed or Terminated; for a new beginning Running.</param>
/// <param name="Output">The output as text.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Next">The execution that follows after ContinueAsNew; null when the instance has ended.</param>
sealed record Completion(int Id, InstanceStatus Status, string? Output, Failure? Failure, NextExecution? Next = null)
{
    /// <summary>The number of an end that the code did not bring about.</summary>
    internal const int Outside = -1;
}
