using Microsoft.DurableTask.Client;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Adapters;

/// <summary>Runs evaluations and fits as separate orchestrations, through the client that an activity is bound to.</summary>
sealed class DurableEvaluations(DurableTaskClient client) : IEvaluations
{
    /// <summary>The number of concurrent calls to the engine: a search can start a thousand evaluations in one turn.</summary>
    const int Parallel = 16;

    public Task EnsureStartedAsync(string searchId, JobRetryOptions jobs, IReadOnlyList<OpenEvaluation> open, CancellationToken cancellation) =>
        EachAsync(searchId, open, async (instanceId, evaluation, token) =>
        {
            var work = new Work(WorkKind.Evaluation, searchId, jobs, evaluation.Generation, evaluation.Index, evaluation.Rung, IsDetached: true);

            // A terminated instance has no outcome and is started again; one that has an outcome ends at once when it is started again.
            await DurableOrchestrations.EnsureStartedAsync(
                client, FunctionNames.EvaluationOrchestrator, instanceId, new WorkInput(work, IsFinishing: evaluation.IsFinishing), token, beginsAgain: true);
        }, cancellation);

    public Task SignalAsync(string searchId, IReadOnlyList<OpenEvaluation> open, string eventName, long number, CancellationToken cancellation) =>
        EachAsync(searchId, open, (instanceId, _, token) => TellAsync(instanceId, eventName, number, token), cancellation);

    public Task EnsureFitStartedAsync(string searchId, JobRetryOptions jobs, string surrogateId, CancellationToken cancellation) => DurableOrchestrations.EnsureStartedAsync(
        client,
        FunctionNames.FitOrchestrator,
        FitOrchestrator.InstanceId(surrogateId),
        new WorkInput(new Work(WorkKind.Fit, searchId, jobs, Surrogate: surrogateId)),
        cancellation,
        beginsAgain: true);

    public Task SignalFitAsync(string surrogateId, string eventName, long number, CancellationToken cancellation) =>
        TellAsync(FitOrchestrator.InstanceId(surrogateId), eventName, number, cancellation);

    async Task TellAsync(string instanceId, string eventName, long number, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(instanceId, eventName, number, cancellation);
        }
    }

    static Task EachAsync(
        string searchId, IReadOnlyList<OpenEvaluation> open, Func<string, OpenEvaluation, CancellationToken, Task> act, CancellationToken cancellation) =>
        System.Threading.Tasks.Parallel.ForEachAsync(
            open.Where(evaluation => !evaluation.IsKnown),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (evaluation, token) => await act(
                EvaluationOrchestrator.InstanceId(searchId, evaluation.Generation, evaluation.Index, evaluation.Rung), evaluation, token));
}
