using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Application.Surrogates;
using Serverless.Core.Budgets;
using Serverless.Core.Surrogates;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has a search's surrogate fitted before a generation, when that is due, and decides what the surrogate does in the generation.</summary>
/// <remarks>A failed fit does not stop the search: it continues with the previous surrogate or without one, and reports that.</remarks>
sealed class SurrogateFitting(TaskOrchestrationContext context, StopSignals signals, SearchPace pace, SearchState turn)
{
    /// <returns>The signal that stopped the fit; null when none did.</returns>
    public async Task<StopReason?> RunAsync()
    {
        var ordered = await context.CallActivityAsync<string?>(
            FunctionNames.PlanSurrogate,
            new PlanSurrogateInput(turn.SearchId, turn.Generation, context.CurrentUtcDateTime),
            ActivityRetries.Options);
        if (ordered is null)
        {
            return null;
        }

        string? error = null;
        try
        {
            if (await FitAsync(ordered) is { } stopped)
            {
                return stopped;
            }
        }
        catch (TaskFailedException failure)
        {
            error = FailureText.Of(failure.FailureDetails);
        }

        await context.CallActivityAsync<SurrogateRole>(
            FunctionNames.SettleSurrogate,
            new PlannedFit(turn.SearchId, turn.Generation, ordered, error),
            ActivityRetries.Options);
        return null;
    }

    async Task<StopReason?> FitAsync(string surrogateId)
    {
        var instanceId = FitOrchestrator.InstanceId(surrogateId);
        var fit = context.CallSubOrchestratorAsync<EvaluationEnd>(
            FunctionNames.FitOrchestrator,
            new WorkInput(new Work(WorkKind.Fit, turn.SearchId, pace.Plan.Jobs, Surrogate: surrogateId)),
            new SubOrchestrationOptions(instanceId: instanceId));
        signals.Arm(pace.Plan.Deadline);
        var stopped = await SubOrchestrationGroup.RunAsync(context, [new Child(instanceId, fit)], signals, pace, _ => null);
        signals.Disarm();
        return stopped;
    }
}
