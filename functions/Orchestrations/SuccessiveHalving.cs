using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has the candidates of a generation evaluated, rung by rung, each time only those that were promoted.</summary>
/// <remarks>
/// A rung is decided when all of the generation have it: so who goes on does not depend on which worker is faster. A search without
/// rungs has one. Failures are counted as they come, so that a search in which everything fails does not pay for a whole generation.
/// </remarks>
sealed class SuccessiveHalving(TaskOrchestrationContext context, StopSignals signals, SearchPace pace, SearchState turn)
{
    readonly HashSet<int> _trained = [];

    /// <value>How evaluations ended, those of the generations before included.</value>
    public FailureCount Failures { get; private set; } = turn.Failures ?? new FailureCount();

    /// <value>Why the search is to fail; null when it is not.</value>
    public string? Verdict { get; private set; }

    /// <param name="candidates">Places in the generation.</param>
    /// <returns>What stopped it; null when nothing did.</returns>
    public async Task<StopReason?> RunAsync(int[] candidates)
    {
        signals.Arm(pace.Plan.Deadline);
        for (var rung = 1; ; rung++)
        {
            if (await EvaluateAsync(candidates, rung) is { } stopped)
            {
                return stopped;
            }

            if (rung == pace.Plan.Rungs)
            {
                return null;
            }

            // Evaluations that are started while the search is paused would not hear of it.
            await pace.RunningAsync();
            if (pace.IsPaused)
            {
                return signals.Raised;
            }

            candidates = await context.CallActivityAsync<int[]>(
                FunctionNames.PromoteCandidates,
                new PromoteCandidatesInput(turn.SearchId, turn.Generation, rung),
                ActivityRetries.Options);
        }
    }

    Task<StopReason?> EvaluateAsync(int[] candidates, int rung)
    {
        var counted = 0;
        Report([]);
        Child[] children =
        [
            .. candidates.Select(index =>
            {
                var instanceId = EvaluationOrchestrator.InstanceId(turn.SearchId, turn.Generation, index, rung);
                var input = new WorkInput(new Work(WorkKind.Evaluation, turn.SearchId, pace.Plan.Jobs, turn.Generation, index, rung));
                return new Child(instanceId, context.CallSubOrchestratorAsync<EvaluationEnd>(
                    FunctionNames.EvaluationOrchestrator, input, new SubOrchestrationOptions(instanceId: instanceId)));
            }),
        ];
        return SubOrchestrationGroup.RunAsync(context, children, signals, pace, Report);

        StopReason? Report(IReadOnlyList<EvaluationEnd> ended)
        {
            for (; counted < ended.Count; counted++)
            {
                Count(ended[counted]);
            }

            _trained.UnionWith(ended.Where(end => end.IsTrained).Select(end => end.Index));
            (int? Rung, int? Rungs) at = pace.Plan.Rungs > 1 ? (rung, pace.Plan.Rungs) : (null, null);
            context.SetCustomStatus(new LiveStatus(turn.Generation, candidates.Length, ended.Count, _trained.Count, at.Rung, at.Rungs, ended.Count(end => end.Failure is not null)));
            return Verdict is null ? null : StopReason.Failed;
        }
    }

    void Count(EvaluationEnd end)
    {
        if (!end.IsStopped)
        {
            Failures = Failures.Add(end.Failure);
            Verdict ??= Failures.Verdict(pace.Plan.MaximumFailures);
        }
    }
}
