using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Puts the rungs of an evaluation together. Pure.</summary>
public static class RungOutcomes
{
    /// <summary>Why a candidate that could go on, or of which that was never decided, does not.</summary>
    public const string EndedFirst = "The search ended first.";

    /// <summary>Whether a search's ledger counts epochs: it has rungs, or candidates that differ in their epochs, or a limit of epochs, or one of GPU seconds or of cost, which are estimated by the epoch.</summary>
    public static bool CountsEpochs(SearchRequest request) =>
        request.Training.Rungs is not null || CandidateEpochs.AreOf(request) || request.Budgets is { Epochs: not null } or { GpuSeconds: not null } or { Cost: not null };

    /// <summary>Adds to what a rung gave what those before it had: their costs, and what was measured, which no training changes.</summary>
    /// <param name="evaluation">Of this rung alone, before measurements: given up means that its training was, and no epoch counts.</param>
    /// <param name="before">As it stood after the rung before, or as <see cref="OwnFidelities.Carry"/> gave it; null at the first.</param>
    /// <param name="ladder">The search's.</param>
    /// <param name="rung">From 1.</param>
    /// <param name="request">The search's.</param>
    public static Evaluation Join(Evaluation evaluation, Evaluation? before, RungLadder ladder, int rung, SearchRequest request)
    {
        var added = CountsEpochs(request) && evaluation.Status != EvaluationStatus.Abandoned ? EpochsAdded(evaluation, before, ladder, rung, request) : 0;
        var earlier = before?.Cost ?? new EvaluationCost();
        evaluation = evaluation with
        {
            Cached = evaluation.Cached && before is not { Cached: false },
            Rungs = before?.Rungs,
            Cost = evaluation.Cost with
            {
                TrainingSeconds = earlier.TrainingSeconds + evaluation.Cost.TrainingSeconds,
                MeasuringSeconds = earlier.MeasuringSeconds + evaluation.Cost.MeasuringSeconds,
                GpuSeconds = earlier.GpuSeconds + evaluation.Cost.GpuSeconds,
                Epochs = earlier.Epochs + (evaluation.Cost.TrainedOn is not null ? added : 0),
                EpochsCached = earlier.EpochsCached + (evaluation.Cached ? added : 0),
                TrainedOn = evaluation.Cost.TrainedOn ?? earlier.TrainedOn,
            },
        };
        foreach (var (name, provenance) in before?.Provenance ?? new Dictionary<string, string>())
        {
            evaluation = Outcomes.AddMetric(evaluation, name, before!.Metrics[name], provenance);
        }

        return evaluation;
    }

    /// <summary>What other searches may take over of an evaluation: what inherited weights told only at the fidelity that names their supernet.</summary>
    public static Evaluation Shared(Evaluation evaluation) => evaluation.Fidelity.StartsWith($"{Fidelity.SupernetName}.", StringComparison.Ordinal)
        ? evaluation
        : evaluation with
        {
            Metrics = evaluation.Metrics.Where(metric => !IsInherited(metric.Key)).ToDictionary(),
            Provenance = evaluation.Provenance.Where(metric => !IsInherited(metric.Key)).ToDictionary(),
        };

    /// <summary>Notes a rung that has all that the search asks for.</summary>
    /// <param name="evaluation">After the rung.</param>
    /// <param name="isCached">Whether this rung cost nothing.</param>
    /// <param name="ladder">The search's.</param>
    /// <param name="rung">From 1.</param>
    public static Evaluation Note(Evaluation evaluation, bool isCached, RungLadder ladder, int rung) =>
        ladder.Count == 1 || evaluation.Status != EvaluationStatus.Completed
            ? evaluation
            : evaluation with
            {
                Rungs =
                [
                    .. evaluation.Rungs ?? [],
                    new RungResult { Rung = rung, Epochs = ladder.EpochsOf(rung), Metrics = evaluation.Metrics, Cached = isCached },
                ],
            };

    /// <summary>What became of a candidate that stands at a rung below the last.</summary>
    /// <param name="evaluation">As it stood after the rung.</param>
    /// <param name="rung">From 1.</param>
    /// <param name="promotion">Who went on from there; null when that was never decided.</param>
    /// <param name="why">Why it is not trained on although nothing speaks against it.</param>
    public static Evaluation End(Evaluation evaluation, int rung, RungPromotion? promotion, string why = EndedFirst) =>
        evaluation.Status != EvaluationStatus.Completed ? evaluation
        : DecisionOf(evaluation, promotion) is { IsPromoted: false } ? evaluation with { Status = EvaluationStatus.EarlyStopped }
        : Outcomes.Abandon(evaluation, $"{why} It stood at rung {rung}.");

    /// <summary>Puts to each rung of an evaluation what was decided there.</summary>
    public static Evaluation AddDecisions(Evaluation evaluation, IReadOnlyList<RungPromotion> promotions) => evaluation.Rungs is null
        ? evaluation
        : evaluation with
        {
            Rungs =
            [
                .. evaluation.Rungs.Select(result => result with
                {
                    Decision = DecisionOf(evaluation, promotions.FirstOrDefault(promotion => promotion.Rung == result.Rung)),
                }),
            ],
        };

    /// <summary>
    /// What a candidate was worth at the rungs that others are compared at, ascending; without the proxies that it lacks. Where learning curves decide, also at the last.
    /// </summary>
    public static IEnumerable<RungEntry> Entries(Evaluation evaluation, RungLadder ladder, SearchRequest request) =>
        (evaluation.Rungs ?? [])
            .Where(result => result.Rung < ladder.Count || CurveRule.IsOf(request))
            .Select(result => new RungEntry(
                evaluation.Candidate,
                result.Rung,
                RungObjectives.At(request, ladder, result.Rung)
                    .Where(objective => result.Metrics.ContainsKey(objective.Name))
                    .ToDictionary(objective => objective.Name, objective => result.Metrics[objective.Name]))
            {
                Architecture = CurveRule.IsOf(request) ? evaluation.Architecture : null,
            });

    /// <summary>Whether a candidate that ran for this search was stopped early; never where the algorithm may come back to it.</summary>
    public static bool IsSaving(Evaluation evaluation, SearchRequest request) =>
        evaluation is { Status: EvaluationStatus.EarlyStopped, Cached: false } && !OwnFidelities.AreOf(request);

    /// <summary>The epochs that stopping a candidate early saved; none where everything came from the cache.</summary>
    public static int EpochsSaved(Evaluation evaluation, SearchRequest request) =>
        IsSaving(evaluation, request) && evaluation.Rungs is [.., var last] ? RungLadder.Of(request).EpochsAfter(last.Epochs) : 0;

    // An algorithm with fidelities of its own may pass over rungs.
    static int EpochsAdded(Evaluation evaluation, Evaluation? before, RungLadder ladder, int rung, SearchRequest request) => OwnFidelities.AreOf(request)
        ? ladder.EpochsUpTo(rung) - (before?.Rungs is [.., var last] ? ladder.EpochsUpTo(last.Rung) : 0)
        : CandidateEpochs.Of(request)?.Of(evaluation) ?? ladder.EpochsAddedBy(rung);

    static bool IsInherited(string metric) => Metric.Find(metric)?.Source == MetricSource.Supernet;

    static PromotionDecision? DecisionOf(Evaluation evaluation, RungPromotion? promotion) =>
        promotion?.Decisions.FirstOrDefault(decision => decision.Candidate == evaluation.Candidate);
}
