using Microsoft.DurableTask.Client;
using Serverless.Application.Jobs;
using Serverless.Core.Searches;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Adapters;

/// <summary>The evaluations of asynchronous searches: orchestrations of their own, which outlive the turns of their search.</summary>
sealed class DurableEvaluations(DurableTaskClient client)
{
    /// <summary>Starts the orchestrations of evaluations that have none, however often this is called.</summary>
    public async Task EnsureStartedAsync(string searchId, JobRetryOptions jobs, IReadOnlyList<OpenEvaluation> open, CancellationToken cancellation)
    {
        foreach (var evaluation in open.Where(evaluation => !evaluation.IsInfeasible))
        {
            var work = new Work(WorkKind.Evaluation, searchId, jobs, evaluation.Generation, evaluation.Index, evaluation.Rung, IsDetached: true);
            await DurableOrchestrations.EnsureStartedAsync(
                client, FunctionNames.EvaluationOrchestrator, InstanceOf(searchId, evaluation), new WorkInput(work), cancellation);
        }
    }

    /// <summary>Tells the evaluations that run still.</summary>
    public async Task SignalAsync(string searchId, IReadOnlyList<OpenEvaluation> open, string eventName, CancellationToken cancellation)
    {
        foreach (var instanceId in open.Where(evaluation => !evaluation.IsInfeasible).Select(evaluation => InstanceOf(searchId, evaluation)))
        {
            if (await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false })
            {
                await client.RaiseEventAsync(instanceId, eventName, "", cancellation);
            }
        }
    }

    static string InstanceOf(string searchId, OpenEvaluation evaluation) =>
        EvaluationOrchestrator.InstanceId(searchId, evaluation.Generation, evaluation.Index, evaluation.Rung);
}
