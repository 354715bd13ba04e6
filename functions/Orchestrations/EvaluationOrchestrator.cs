using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Domain.Jobs;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Evaluates one candidate: trains it unless that was done before, measures it, and keeps what was found.</summary>
public static class EvaluationOrchestrator
{
    /// <summary>The instance that evaluates a candidate.</summary>
    public static string InstanceId(string searchId, int generation, int index) =>
        FormattableString.Invariant($"{searchId}-g{generation}-c{index}");

    [Function(FunctionNames.EvaluationOrchestrator)]
    public static async Task<EvaluationEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<EvaluationInput>() ?? throw new InvalidOperationException("An evaluation needs its input.");
        var signals = new JobSignals(context);

        var plan = await context.CallActivityAsync<EvaluationPlan>(FunctionNames.PrepareEvaluation, input, ActivityRetries.Options);
        var order = new JobOrder(input.SearchId, context.InstanceId, JobKind.Train, input.Generation, input.Index);
        var training = plan.IsCached ? null : await JobRun.RunAsync(context, signals, order, input.Jobs);
        var measurements = new List<DeviceMeasurement>();
        if (training is null or { Kind: JobEndKind.Completed })
        {
            var measure = order with { Kind = JobKind.Measure, ModelBlob = training is null ? plan.ModelBlob : training.ModelBlob };
            foreach (var device in plan.Devices)
            {
                measurements.Add(new(device, await JobRun.RunAsync(context, signals, measure with { Device = device }, input.Jobs)));
                if (measurements[^1].End.Kind != JobEndKind.Completed)
                {
                    break;
                }
            }
        }

        return await context.CallActivityAsync<EvaluationEnd>(
            FunctionNames.RecordEvaluation,
            new RecordEvaluationInput(input.SearchId, input.Generation, input.Index, training, measurements),
            ActivityRetries.Options);
    }
}
