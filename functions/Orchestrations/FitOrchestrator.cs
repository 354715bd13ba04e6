using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Domain.Jobs;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has a worker fit one surrogate; what came of it is in the surrogate's blobs.</summary>
public static class FitOrchestrator
{
    /// <summary>The instance that fits a surrogate; no search can have this id.</summary>
    public static string InstanceId(string surrogateId) => $"{surrogateId}_fit";

    [Function(FunctionNames.FitOrchestrator)]
    public static async Task<EvaluationEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<FitInput>() ?? throw new InvalidOperationException("A fit needs its input.");
        var order = new JobOrder(input.SearchId, context.InstanceId, JobKind.Fit, Generation: 0, Index: 0, Surrogate: input.SurrogateId);
        var end = await JobRun.RunAsync(context, new JobSignals(context), order, input.Jobs);
        if (end.Kind != JobEndKind.Completed)
        {
            await context.CallActivityAsync(FunctionNames.GiveUpFit, new GiveUpFitInput(input.SurrogateId, end), ActivityRetries.Options);
        }

        return new EvaluationEnd(Index: 0, IsTrained: false);
    }
}
