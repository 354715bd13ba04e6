using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has a worker fit one surrogate; what came of it is in the surrogate's blobs.</summary>
public static class FitOrchestrator
{
    /// <summary>The instance that fits a surrogate; no search can have this id.</summary>
    public static string InstanceId(string surrogateId) => $"{surrogateId}_fit";

    [Function(FunctionNames.FitOrchestrator)]
    public static Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => WorkRun.RunAsync(context);
}
