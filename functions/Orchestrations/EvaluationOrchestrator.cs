using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>Evaluates one candidate at one rung: trains it unless that was done before, measures it, and keeps what was found.</summary>
public static class EvaluationOrchestrator
{
    /// <summary>The instance that evaluates a candidate at a rung.</summary>
    public static string InstanceId(string searchId, int generation, int index, int rung = 1) => rung == 1
        ? FormattableString.Invariant($"{searchId}-g{generation}-c{index}")
        : FormattableString.Invariant($"{searchId}-g{generation}-c{index}-r{rung}");

    [Function(FunctionNames.EvaluationOrchestrator)]
    public static Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => WorkRun.RunAsync(context);
}
