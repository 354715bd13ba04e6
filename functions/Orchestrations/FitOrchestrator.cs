using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has a worker fit one surrogate; what came of it is in the surrogate's blobs.</summary>
public static class FitOrchestrator
{
    const string Ending = "_fit";

    /// <summary>The instance that fits a surrogate; no search can have this id.</summary>
    public static string InstanceId(string surrogateId) => surrogateId + Ending;

    /// <summary>The surrogate that an instance fits; null when it is of another kind.</summary>
    public static string? SurrogateOf(string instanceId) =>
        instanceId.EndsWith(Ending, StringComparison.Ordinal) ? instanceId[..^Ending.Length] : null;

    [Function(FunctionNames.FitOrchestrator)]
    public static Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => WorkRun.RunAsync(context);
}
