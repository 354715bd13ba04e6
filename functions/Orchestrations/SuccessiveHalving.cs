using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has the candidates of a generation evaluated rung by rung, at each rung only those that were promoted to it.</summary>
/// <remarks>
/// A rung is decided when all candidates of the generation have reached it, so that promotion does not depend on which worker is faster. A
/// search without rungs has one, and so has a search whose algorithm chooses each candidate's fidelity. Failures are counted as they occur,
/// so that a search in which everything fails does not pay for a whole generation.
/// </remarks>
/// <param name="context">The context of the search.</param>
/// <param name="signals">The signals that stop the search.</param>
/// <param name="pace">The pace that lets the search pause.</param>
/// <param name="turn">The generation.</param>
/// <param name="shares">The epochs of each candidate, by its index in the generation; null where all have the same.</param>
sealed class SuccessiveHalving(
    TaskOrchestrationContext context, StopSignals signals, SearchPace pace, SearchState turn, IReadOnlyDictionary<int, int>? shares = null)
{
    readonly HashSet<int> _trained = [];
    readonly SortedDictionary<int, EvaluationEnd> _ended = [];

    /// <value>How evaluations ended, including those of earlier generations.</value>
    public FailureCount Failures { get; private set; } = turn.Failures ?? new FailureCount();

    /// <value>Why the search is to fail; null when it is not.</value>
    public string? Verdict { get; private set; }

    /// <param name="candidates">The indices of the candidates in the generation.</param>
    /// <returns>What stopped the evaluations; null when nothing did.</returns>
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

            // Evaluations that are started while the search is paused would not receive the pause event.
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

    /// <value>The epochs that the remaining GPU seconds and cost are expected to pay for; null when neither is limited.</value>
    int? AffordableEpochs
    {
        get
        {
            var (seconds, epochs) = (_ended.Values.Sum(end => end.GpuSeconds), _ended.Values.Sum(end => end.Epochs));
            var paid = pace.Plan.Prices?.CostOf(_ended.Values.Sum(end => end.WorkerSeconds), seconds) ?? 0;
            return EpochAllowance.AffordableWith(pace.Plan.Gpu?.Plus(seconds, epochs), pace.Plan.Cost?.Plus(paid, epochs));
        }
    }

    // A candidate that the estimate does not cover begins no training, but is still evaluated in case it is in the cache.
    int Covered(int[] candidates, int wanted, int rung, int have) =>
        AffordableEpochs is not { } affordable ? wanted
        : shares is not null ? TrainingShare.Covered(candidates.Where(index => !_ended.ContainsKey(index)).Select(index => shares[index]), affordable)
        : pace.Plan.RungEpochs is { } epochs ? RungLadder.Of(epochs, pace.Plan.ReductionFactor).AffordableAt(rung, wanted, have, affordable)
        : wanted;

    async Task<StopReason?> EvaluateAsync(int[] candidates, int rung)
    {
        var (counted, have) = (0, 0);
        Report([]);
        var covered = Covered(candidates, candidates.Length, rung, have);
        if (covered < candidates.Length)
        {
            await pace.FollowAsync(isToLook: true);
            await pace.RunningAsync();
            covered = Covered(candidates, candidates.Length, rung, have);
        }

        Child[] children =
        [
            .. candidates.Select((index, place) =>
            {
                var instanceId = EvaluationOrchestrator.InstanceId(turn.SearchId, turn.Generation, index, rung);
                var input = new WorkInput(new Work(WorkKind.Evaluation, turn.SearchId, pace.Plan.Jobs, turn.Generation, index, rung), IsFinishing: place >= covered);
                return new Child(instanceId, IsFinishing: place >= covered, Ended: context.CallSubOrchestratorAsync<EvaluationEnd>(
                    FunctionNames.EvaluationOrchestrator, input, new SubOrchestrationOptions(instanceId: instanceId)));
            }),
        ];
        return await SubOrchestrationGroup.RunAsync(context, children, signals, pace, Report, open => Covered(candidates, open, rung, have));

        StopReason? Report(IReadOnlyList<EvaluationEnd> ended)
        {
            for (; counted < ended.Count; counted++)
            {
                Count(ended[counted]);
                _ended[ended[counted].Index] = ended[counted];
                have += ended[counted].IsStopped ? 0 : 1;
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
