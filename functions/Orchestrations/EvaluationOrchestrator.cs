using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Functions.Orchestrations;

/// <summary>Evaluates one candidate at one rung: trains it unless that was done before, measures it, and stores the outcome.</summary>
public static class EvaluationOrchestrator
{
    /// <summary>Returns the id of the instance that evaluates a candidate at a rung.</summary>
    public static string InstanceId(string searchId, int generation, int index, int rung = 1) => rung == 1
        ? FormattableString.Invariant($"{searchId}-g{generation}-c{index}")
        : FormattableString.Invariant($"{searchId}-g{generation}-c{index}-r{rung}");

    [Function(FunctionNames.EvaluationOrchestrator)]
    public static async Task<EvaluationEnd?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var work = context.GetInput<WorkInput>()?.Work;
        if (work is not { IsDetached: true })
        {
            return await WorkRun.RunAsync(context);
        }

        var arrival = new Arrival(work.Generation, work.Index, work.Rung);
        try
        {
            var end = await WorkRun.RunAsync(context);
            if (end is not null)
            {
                context.SendEvent(work.SearchId, EventNames.Ended, new EndedEvaluation(arrival));
            }

            return end;
        }
        catch (TaskFailedException failure)
        {
            // No parent orchestration waits for this one, so the search would not learn of the failure otherwise.
            context.SendEvent(work.SearchId, EventNames.Ended, new EndedEvaluation(arrival, FailureText.Of(failure.FailureDetails)));
            return null;
        }
    }
}

/// <summary>The event that an evaluation sends to its asynchronous search when it ends.</summary>
/// <param name="Arrival">The evaluation.</param>
/// <param name="Error">Why the evaluation broke and has no outcome; null when it has one.</param>
public sealed record EndedEvaluation(Arrival Arrival, string? Error = null);
