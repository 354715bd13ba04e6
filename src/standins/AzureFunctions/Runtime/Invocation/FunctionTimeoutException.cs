namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>A function ran longer than functionTimeout of host.json allows.</summary>
sealed class FunctionTimeoutException(string function, TimeSpan limit, bool isStillRunning)
    : Exception($"Timeout value of {limit:c} exceeded by function '{function}'.")
{
    /// <summary>True when the function did not end after its token fired either.</summary>
    public bool IsStillRunning { get; } = isStillRunning;
}
