using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Domain.Jobs;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Evaluates one candidate at one rung: trains it unless that was done before, measures it, and keeps what was found.</summary>
public static class EvaluationOrchestrator
{
    /// <summary>The instance that evaluates a candidate at a rung.</summary>
    public static string InstanceId(string searchId, int generation, int index, int rung = 1) => rung == 1
        ? FormattableString.Invariant($"{searchId}-g{generation}-c{index}")
        : FormattableString.Invariant($"{searchId}-g{generation}-c{index}-r{rung}");

    [Function(FunctionNames.EvaluationOrchestrator)]
    public static async Task<EvaluationEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<EvaluationInput>() ?? throw new InvalidOperationException("An evaluation needs its input.");
        var signals = new JobSignals(context);

        var plan = await context.CallActivityAsync<EvaluationPlan>(FunctionNames.PrepareEvaluation, input, ActivityRetries.Options);
        var order = new JobOrder(input.SearchId, context.InstanceId, JobKind.Train, input.Generation, input.Index, Rung: input.Rung);
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
            new RecordEvaluationInput(input.SearchId, input.Generation, input.Index, training, measurements, input.Rung),
            ActivityRetries.Options);
    }
}
