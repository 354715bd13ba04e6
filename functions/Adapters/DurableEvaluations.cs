using Microsoft.DurableTask.Client;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Adapters;

/// <summary>Evaluations as orchestrations of their own, by the client that an activity is bound to.</summary>
sealed class DurableEvaluations(DurableTaskClient client) : IEvaluations
{
    /// <summary>Calls to the engine at once: a search may begin a thousand evaluations in one turn.</summary>
    const int Parallel = 16;

    public Task EnsureStartedAsync(string searchId, JobRetryOptions jobs, IReadOnlyList<OpenEvaluation> open, CancellationToken cancellation) =>
        EachAsync(searchId, open, async (instanceId, evaluation, token) =>
        {
            var work = new Work(WorkKind.Evaluation, searchId, jobs, evaluation.Generation, evaluation.Index, evaluation.Rung, IsDetached: true);

            // One that was terminated has no outcome; one that has ends at once when it is started again.
            await DurableOrchestrations.EnsureStartedAsync(
                client, FunctionNames.EvaluationOrchestrator, instanceId, new WorkInput(work, IsFinishing: evaluation.IsFinishing), token, beginsAgain: true);
        }, cancellation);

    public Task SignalAsync(string searchId, IReadOnlyList<OpenEvaluation> open, string eventName, long number, CancellationToken cancellation) =>
        EachAsync(searchId, open, async (instanceId, _, token) =>
        {
            if (await client.GetInstanceAsync(instanceId, token) is { IsCompleted: false })
            {
                await client.RaiseEventAsync(instanceId, eventName, number, token);
            }
        }, cancellation);

    static Task EachAsync(
        string searchId, IReadOnlyList<OpenEvaluation> open, Func<string, OpenEvaluation, CancellationToken, Task> act, CancellationToken cancellation) =>
        System.Threading.Tasks.Parallel.ForEachAsync(
            open.Where(evaluation => !evaluation.IsKnown),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (evaluation, token) => await act(
                EvaluationOrchestrator.InstanceId(searchId, evaluation.Generation, evaluation.Index, evaluation.Rung), evaluation, token));
}
