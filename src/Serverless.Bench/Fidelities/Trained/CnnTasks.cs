using Serverless.Bench.Running;
using Serverless.Bench.Surrogates;
using Serverless.Learning.Datasets;
using Serverless.Learning.Training;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>Creates the searches of a plan, seed by seed, so that a run that ends early has compared all algorithms.</summary>
static class CnnTasks
{
    /// <exception cref="BenchException">An algorithm cannot search the space; nothing has run.</exception>
    public static IReadOnlyList<EvaluationTask> All(CnnPlan plan, CandidateTrainer trainer, CancellationToken cancellation) =>
    [
        .. Enumerable.Range(1, plan.Seeds).SelectMany(seed => plan.Algorithms.Select(algorithm => Of(plan, algorithm, seed, trainer, cancellation))),
    ];

    static EvaluationTask Of(CnnPlan plan, AlgorithmChoice algorithm, int seed, CandidateTrainer trainer, CancellationToken cancellation)
    {
        var request = CnnRequests.Of(plan, algorithm, seed);
        var key = FormattableString.Invariant($"trained {algorithm.Label} trainings={plan.Trainings} seed={seed} {plan.Sizes} build={TaskKeys.Build}");
        return new EvaluationTask(key, algorithm.Label, key, () =>
        {
            try
            {
                return new JournalLine(key, Trained: new CnnSearch(request, trainer, cancellation).Run());
            }
            catch (DatasetException missing)
            {
                throw new BenchException(missing.Message);
            }
        });
    }
}
