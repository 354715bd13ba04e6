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

/// <summary>Tells an algorithm what became of a generation that it proposed.</summary>
public static class Telling
{
    /// <summary>Drops what was not evaluated and tells the rest, in proposal order.</summary>
    /// <remarks>
    /// What was proposed to choose from and was not chosen may come again, and be chosen by a surrogate that knows more; what breaks a
    /// constraint never. An algorithm that says itself how far candidates are trained may propose again what no budget covered; one that
    /// searches by zero-cost metrics is told them of all, of those too that were only screened.
    /// </remarks>
    /// <param name="algorithm">Has proposed the generation.</param>
    /// <param name="evaluator">The search's.</param>
    /// <param name="proposed">All that was proposed.</param>
    /// <param name="set">What was evaluated.</param>
    /// <param name="scores">Of all that was proposed; may be empty when all was evaluated.</param>
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

    /// <summary>Gives back what was proposed and not chosen: what breaks a known constraint does not come again.</summary>
    internal static void DropOthers(ISearchAlgorithm algorithm, IReadOnlyList<CandidateId> others, IReadOnlyList<CandidateScore> scores)
    {
        var infeasible = scores.Where(score => !score.IsFeasible).Select(score => score.Candidate).ToHashSet();
        algorithm.Drop([.. others.Where(infeasible.Contains)], mayReturn: false);
        algorithm.Drop([.. others.Where(id => !infeasible.Contains(id))], mayReturn: true);
    }

    /// <summary>The proposed candidates that have no evaluation, in proposal order.</summary>
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
        // What was stopped early is told as it stood: the algorithm learns from it too. The front takes whole trainings only. What was
        // stopped before any training has no objectives to tell.
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
