using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has a worker fit one surrogate or generator; the result is in the blobs of the surrogate or generator.</summary>
public static class FitOrchestrator
{
    const string Ending = "_fit";

    /// <summary>Returns the id of the instance that fits a surrogate; no search can have this id.</summary>
    public static string InstanceId(string surrogateId) => surrogateId + Ending;

    /// <summary>Returns the id of the instance that fits a generator; no surrogate's instance can have this id.</summary>
    public static string GeneratorInstanceId(string generatorId) => $"{generatorId}_generator";

    /// <summary>Returns the surrogate that an instance fits; null when the instance does something else.</summary>
    public static string? SurrogateOf(string instanceId) =>
        instanceId.EndsWith(Ending, StringComparison.Ordinal) ? instanceId[..^Ending.Length] : null;

    [Function(FunctionNames.FitOrchestrator)]
    public static Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => WorkRun.RunAsync(context);
}
