namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>A replay asked for something else than the history holds.</summary>
sealed class NonDeterminismException : Exception
{
    // The type's name on Azure: stored failures and the code that looks at them must not tell the two apart.
    internal const string TypeName = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    internal NonDeterminismException(int id, string? before, string? now)
        : base(
            $"A previous execution of this orchestration scheduled {before ?? "nothing"} with sequence number {id}, "
            + $"but the current replay {(now is null ? "has not scheduled anything" : "scheduled " + now)} with this number. "
            + "Was a change made to the orchestrator code after this instance had already started running?")
    {
    }
}
