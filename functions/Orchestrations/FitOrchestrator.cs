using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has a worker fit one surrogate or generator; what came of it is in its blobs.</summary>
public static class FitOrchestrator
{
    const string Ending = "_fit";

    /// <summary>The instance that fits a surrogate; no search can have this id.</summary>
    public static string InstanceId(string surrogateId) => surrogateId + Ending;

    /// <summary>The instance that fits a generator; it is of no surrogate.</summary>
    public static string GeneratorInstanceId(string generatorId) => $"{generatorId}_generator";

    /// <summary>The surrogate that an instance fits; null when it is of another kind.</summary>
    public static string? SurrogateOf(string instanceId) =>
        instanceId.EndsWith(Ending, StringComparison.Ordinal) ? instanceId[..^Ending.Length] : null;

    [Function(FunctionNames.FitOrchestrator)]
    public static Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => WorkRun.RunAsync(context);
}
