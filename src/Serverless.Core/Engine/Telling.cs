using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Reports to an algorithm the results of a generation that it proposed.</summary>
public static class Telling
{
    /// <summary>Drops candidates that were not evaluated and reports the others, in proposal order.</summary>
    /// <remarks>
    /// A candidate that was not chosen from a pool can be proposed again, and be chosen by a surrogate fitted to more data; one that violates a
    /// constraint cannot. An algorithm that decides itself how far candidates are trained can propose again those that no budget covered; one that
    /// searches by zero-cost metrics gets the metrics of all candidates, including those that were only screened.
    /// </remarks>
    /// <param name="algorithm">The algorithm that proposed the generation.</param>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="proposed">All proposed candidates.</param>
    /// <param name="set">The evaluations.</param>
    /// <param name="scores">The scores of all proposed candidates; can be empty when all were evaluated.</param>
    public static void Tell(
        ISearchAlgorithm algorithm,
        CandidateEvaluator evaluator,
        IReadOnlyList<ProposedCandidate> proposed,
        EvaluationSet set,
        IReadOnlyList<CandidateScore> scores)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(set);
        var others = NotEvaluated(proposed, set);
        var returning = OwnFidelities.AreOf(evaluator.Request)
            ? set.Evaluations.Where(Outcomes.IsCutShort).Select(evaluation => evaluation.Candidate).ToHashSet()
            : [];
        if (returning.Count > 0)
        {
            algorithm.Drop([.. returning], mayReturn: true);
        }

        var fidelities = proposed.ToDictionary(candidate => candidate.Id, candidate => candidate.Fidelity);
        var told = set.Evaluations.Where(evaluation => !returning.Contains(evaluation.Candidate)).Select(evaluation =>
            Observe(evaluation, evaluator) with { Fidelity = fidelities.GetValueOrDefault(evaluation.Candidate, Fidelity.FullName) });
        if (Screening.IsOfTable(evaluator.Request))
        {
            var screened = others.ToHashSet();
            told = told.Concat(scores.Where(score => screened.Contains(score.Candidate)).Select(score =>
                new Observation(score.Candidate, ObservationStatus.Screened, [], Violation: 0) { Metrics = Screening.MetricsOf(evaluator, score.Metrics) }));
        }
        else if (others.Count > 0)
        {
            DropOthers(algorithm, others, scores);
        }

        algorithm.Tell([.. told]);
    }

    /// <summary>Drops proposed candidates that were not chosen; those that violate a known constraint are not proposed again.</summary>
    internal static void DropOthers(ISearchAlgorithm algorithm, IReadOnlyList<CandidateId> others, IReadOnlyList<CandidateScore> scores)
    {
        var infeasible = scores.Where(score => !score.IsFeasible).Select(score => score.Candidate).ToHashSet();
        algorithm.Drop([.. others.Where(infeasible.Contains)], mayReturn: false);
        algorithm.Drop([.. others.Where(id => !infeasible.Contains(id))], mayReturn: true);
    }

    /// <summary>Returns the proposed candidates that have no evaluation, in proposal order.</summary>
    public static IReadOnlyList<CandidateId> NotEvaluated(IReadOnlyList<ProposedCandidate> proposed, EvaluationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var evaluated = set.Evaluations.Select(evaluation => evaluation.Candidate).ToHashSet();
        return [.. proposed.Select(candidate => candidate.Id).Where(id => !evaluated.Contains(id))];
    }

    static Observation Observe(Evaluation evaluation, CandidateEvaluator evaluator) =>
        Observe(evaluation, evaluator.Request, evaluator.ConstraintsAt(evaluation.Fidelity)) with
        {
            Metrics = Screening.MetricsOf(evaluator, evaluation.Metrics),
            Margins = MarginsOf(evaluation, evaluator),
        };

    static IReadOnlyList<double> MarginsOf(Evaluation evaluation, CandidateEvaluator evaluator)
    {
        var constraints = evaluator.ConstraintsAt(evaluation.Fidelity);
        return
        [
            .. evaluator.Request.Constraints.Except(evaluator.KnownConstraints)
                .Select(constraint => constraints.Contains(constraint) && constraint.ValueOf(evaluation) is { } value ? constraint.Margin(value) : double.NaN),
        ];
    }

    static Observation Observe(Evaluation evaluation, SearchRequest request, IReadOnlyList<Constraint> constraints) => evaluation.Status switch
    {
        // A candidate that was stopped early is reported with its latest values, so that the algorithm learns from it too; only whole trainings get
        // on the front. One that was stopped before any training has no objectives to report.
        EvaluationStatus.Completed or EvaluationStatus.EarlyStopped when HasAll(evaluation, request) => new(
            evaluation.Candidate, ObservationStatus.Evaluated, ObjectiveValues.Minimised(evaluation, request.Objectives), Violation: 0),
        EvaluationStatus.Infeasible => new(
            evaluation.Candidate,
            ObservationStatus.Infeasible,
            [],
            constraints.ViolationBy(evaluation)),
        EvaluationStatus.EarlyStopped when request.Algorithm.ZeroCostMetrics.Count > 0 =>
            new(evaluation.Candidate, ObservationStatus.Screened, [], Violation: 0),
        _ => new(evaluation.Candidate, ObservationStatus.Failed, [], Violation: 0),
    };

    static bool HasAll(Evaluation evaluation, SearchRequest request) =>
        request.Objectives.All(objective => evaluation.Metrics.ContainsKey(objective.Name));
}
