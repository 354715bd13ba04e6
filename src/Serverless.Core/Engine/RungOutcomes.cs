using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Combines the rungs of an evaluation. Pure.</summary>
public static class RungOutcomes
{
    /// <summary>The reason for not training a candidate further that could be trained further, or for which this was never decided.</summary>
    public const string EndedFirst = "The search ended first.";

    /// <summary>
    /// Returns whether the ledger of a search counts epochs: when it has rungs, candidates that differ in their epochs, a limit of epochs, or a limit
    /// of GPU seconds or cost, which are estimated by the epoch.
    /// </summary>
    public static bool CountsEpochs(SearchRequest request) =>
        request.Training.Rungs is not null || CandidateEpochs.AreOf(request) || request.Budgets is { Epochs: not null } or { GpuSeconds: not null } or { Cost: not null };

    /// <summary>Adds the results of earlier rungs to an evaluation of one rung: their costs, and measurements, which no training changes.</summary>
    /// <param name="evaluation">
    /// The evaluation of this rung alone, before measurements; when it was abandoned, its training was, and no epoch counts.
    /// </param>
    /// <param name="before">
    /// The evaluation as it stood after the previous rung, or as <see cref="OwnFidelities.Carry"/> returned it; null at the first rung.
    /// </param>
    /// <param name="ladder">The rungs of the search.</param>
    /// <param name="rung">The rung, from 1.</param>
    /// <param name="request">The request of the search.</param>
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

    /// <summary>
    /// Returns the part of an evaluation that other searches can reuse: metrics of inherited weights only at the fidelity that names their supernet.
    /// </summary>
    public static Evaluation Shared(Evaluation evaluation) => evaluation.Fidelity.StartsWith($"{Fidelity.SupernetName}.", StringComparison.Ordinal)
        ? evaluation
        : evaluation with
        {
            Metrics = evaluation.Metrics.Where(metric => !IsInherited(metric.Key)).ToDictionary(),
            Provenance = evaluation.Provenance.Where(metric => !IsInherited(metric.Key)).ToDictionary(),
        };

    /// <summary>Records a rung for which all metrics that the search asks for are known.</summary>
    /// <param name="evaluation">The evaluation after the rung.</param>
    /// <param name="isCached">Whether this rung cost nothing.</param>
    /// <param name="ladder">The rungs of the search.</param>
    /// <param name="rung">The rung, from 1.</param>
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

    /// <summary>Returns the outcome of a candidate that stands at a rung below the last.</summary>
    /// <param name="evaluation">The evaluation as it stood after the rung.</param>
    /// <param name="rung">The rung, from 1.</param>
    /// <param name="promotion">The decision on who continues from the rung; null when that was never decided.</param>
    /// <param name="why">The reason for not training a candidate further that was not stopped by a decision.</param>
    public static Evaluation End(Evaluation evaluation, int rung, RungPromotion? promotion, string why = EndedFirst) =>
        evaluation.Status != EvaluationStatus.Completed ? evaluation
        : DecisionOf(evaluation, promotion) is { IsPromoted: false } ? evaluation with { Status = EvaluationStatus.EarlyStopped }
        : Outcomes.Abandon(evaluation, $"{why} It was at rung {rung}.");

    /// <summary>Adds to each rung of an evaluation the decision made there.</summary>
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
    /// Lists the values of a candidate at the rungs at which candidates are compared, ascending, without zero-cost proxies that the candidate lacks.
    /// Where learning curves decide, the last rung is included.
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

    /// <summary>
    /// Returns whether a candidate that ran for this search was stopped early; false where the algorithm can continue with it later.
    /// </summary>
    public static bool IsSaving(Evaluation evaluation, SearchRequest request) =>
        evaluation is { Status: EvaluationStatus.EarlyStopped, Cached: false } && !OwnFidelities.AreOf(request);

    /// <summary>Returns the epochs saved by stopping a candidate early; 0 where everything came from the cache.</summary>
    public static int EpochsSaved(Evaluation evaluation, SearchRequest request) =>
        IsSaving(evaluation, request) && evaluation.Rungs is [.., var last] ? RungLadder.Of(request).EpochsAfter(last.Epochs) : 0;

    // An algorithm with fidelities of its own can skip rungs.
    static int EpochsAdded(Evaluation evaluation, Evaluation? before, RungLadder ladder, int rung, SearchRequest request) => OwnFidelities.AreOf(request)
        ? ladder.EpochsUpTo(rung) - (before?.Rungs is [.., var last] ? ladder.EpochsUpTo(last.Rung) : 0)
        : CandidateEpochs.Of(request)?.Of(evaluation) ?? ladder.EpochsAddedBy(rung);

    static bool IsInherited(string metric) => Metric.Find(metric)?.Source == MetricSource.Supernet;

    static PromotionDecision? DecisionOf(Evaluation evaluation, RungPromotion? promotion) =>
        promotion?.Decisions.FirstOrDefault(decision => decision.Candidate == evaluation.Candidate);
}
