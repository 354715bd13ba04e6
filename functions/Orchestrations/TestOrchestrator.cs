using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has one member of the final front evaluated on the test images, which nothing else uses.</summary>
public static class TestOrchestrator
{
    /// <summary>Returns the id of the instance that tests a front member.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The turn in which the search ends.</param>
    /// <param name="index">The index of the member in the front.</param>
    public static string InstanceId(string searchId, int generation, int index) =>
        FormattableString.Invariant($"{searchId}-g{generation}-t{index}");

    [Function(FunctionNames.TestOrchestrator)]
    public static Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => WorkRun.RunAsync(context);
}
