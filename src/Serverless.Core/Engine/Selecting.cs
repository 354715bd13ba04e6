using Serverless.Algorithms.Acquisition;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Core.Engine;

/// <summary>Selects the candidates of a generation to evaluate. Pure.</summary>
public static class Selecting
{
    /// <summary>
    /// Returns the candidates to evaluate if the budget covers them: those that a surrogate chose, the best first; otherwise all feasible ones in
    /// proposal order.
    /// </summary>
    public static IReadOnlyList<CandidateId> Wanted(IReadOnlyList<CandidateScore> scores, IReadOnlyList<CandidateChoice>? choices) =>
        choices is not null
            ? [.. choices.Select(choice => choice.Candidate)]
            : [.. scores.Where(score => score.IsFeasible).Select(score => score.Candidate)];

    /// <summary>Returns the selection that the budget covers.</summary>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="wanted">The result of <see cref="Wanted"/>.</param>
    /// <param name="choices">The choices with their reasons; null when no surrogate chose.</param>
    /// <param name="granted">Number of candidates that the budget covers.</param>
    public static TrainingSelection Grant(
        int generation, IReadOnlyList<CandidateId> wanted, IReadOnlyList<CandidateChoice>? choices, int granted) => new()
        {
            Generation = generation,
            Selected = [.. wanted.Take(granted)],
            Declined = wanted.Count - granted,
            Choices = choices is null ? null : [.. choices.Take(granted)],
            DropsOthers = choices is not null,
        };

    /// <summary>
    /// Chooses among the feasible candidates of a generation: seeds first, whatever their predictions, then by the predictions of a surrogate.
    /// </summary>
    /// <param name="evaluator">The evaluator of the search, with a surrogate.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="order">The data to which the surrogate was fitted.</param>
    /// <param name="candidates">All proposed candidates.</param>
    /// <param name="scores">Their scores, in the same order, with predictions.</param>
    /// <param name="known">Earlier evaluations, in order.</param>
    /// <param name="state">The state of the search, with the rest of its budget and its reference point.</param>
    /// <param name="turn">In an asynchronous search, the turn, with the number of candidates that can be started and those in progress; null in any
    /// other.</param>
    /// <returns>
    /// The choices, the best first. If predictions rule every candidate of a generation out, the algorithm's first feasible proposals: a generation
    /// that evaluates nothing would teach nothing, and the next one would be the same.
    /// </returns>
    public static IReadOnlyList<CandidateChoice> Choose(
        CandidateEvaluator evaluator,
        int generation,
        FitSpecification order,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        IReadOnlyList<Evaluation> known,
        SearchDocument state,
        ChoosingTurn? turn = null)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(state);
        var choices = ChooseByPredictions(evaluator, generation, order, candidates, scores, known, state, turn);
        return choices.Count > 0 || turn is not null
            ? choices
            :
            [
                .. scores.Where(score => score.IsFeasible).Take(Proposing.Batch(evaluator.Request, state.Budget.EvaluationsLeft))
                    .Select(score => new CandidateChoice(score.Candidate, ChoiceReason.Algorithm)),
            ];
    }

    static IReadOnlyList<CandidateChoice> ChooseByPredictions(
        CandidateEvaluator evaluator,
        int generation,
        FitSpecification order,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        IReadOnlyList<Evaluation> known,
        SearchDocument state,
        ChoosingTurn? turn)
    {
        var request = evaluator.Request;
        var encoder = ArchitectureEncoders.For(evaluator.Space, request.Space, evaluator.Shape);

        // A network whose output does not depend on its input is worthless, however low its predicted cost. A candidate that is predicted to violate
        // a constraint by more than the uncertainty would only be evaluated to be discarded.
        int[] feasible =
        [
            .. Enumerable.Range(0, scores.Count)
                .Where(index => scores[index].IsFeasible
                    && !PredictedLimits.AreBroken(request, order, scores[index].Predicted)
                    && encoder.IsConnected(evaluator.Space.Canonicalise(candidates[index].Architecture))),
        ];
        CandidateChoice[] seeds =
        [
            .. candidates.Zip(scores).Where(pair => pair.First.Proposed.IsSeed && pair.Second.IsFeasible)
                .Select(pair => new CandidateChoice(pair.Second.Candidate, ChoiceReason.Algorithm)),
        ];
        var most = turn?.Wanted ?? Proposing.Batch(request, state.Budget.EvaluationsLeft);
        if (feasible.Length == 0)
        {
            return [.. seeds.Take(most)];
        }

        Architecture[] architectures = [.. feasible.Select(index => candidates[index].Architecture)];
        CandidateScore[] pool = [.. feasible.Select(index => scores[index])];
        Architecture[] knownArchitectures = [.. (turn is null ? known : known.TakeLast(ChoosingTurn.MostCompared)).Select(evaluation => evaluator.Parse(evaluation.Architecture)), .. turn?.Pending ?? []];
        var terms = new AcquisitionOptions(
            most, request.Surrogate!.Exploration, request.Seed, generation);
        var predicted = request.Surrogate.Sampling == SurrogateSampling.Iterative ? ChooseIteratively(request, order, pool, architectures, known, terms)
            : pool[0].Predicted?.Values is null ? ScoreAcquisition.Choose(PredictedPools.OfScores(pool, architectures), knownArchitectures, terms)
            : ChooseByVolume(evaluator, order, pool, architectures, known, knownArchitectures, state.ReferencePoint, terms);
        var choices = predicted.Select(choice => new CandidateChoice(scores[feasible[choice.Index]].Candidate, choice.Reason, choice.Value));
        return [.. seeds.Concat(choices.ExceptBy(seeds.Select(seed => seed.Candidate), choice => choice.Candidate)).Take(most)];
    }

    static IReadOnlyList<Choice> ChooseIteratively(
        SearchRequest request, FitSpecification order, CandidateScore[] pool, Architecture[] architectures, IReadOnlyList<Evaluation> known, AcquisitionOptions terms)
    {
        // A round is a generation with predictions, whether or not they were used to choose; in an asynchronous search, as many evaluations as run at
        // once.
        var predicted = known.Where(evaluation => evaluation.Predicted is not null);
        var round = 1 + (request.IsAsynchronous
            ? predicted.Count() / Math.Max(1, request.Parallelism ?? 1)
            : predicted.Select(evaluation => evaluation.Generation).Distinct().Count());
        var ranking = pool[0].Predicted?.Values is null
            ? [.. IterativeSampling.Rank(PredictedPools.OfScores(pool, architectures)).Reverse()]
            : IterativeSampling.Rank(PredictedPools.OfValues(pool, architectures, request.Objectives, order.Targets));
        return IterativeSampling.Choose(ranking, round, terms, favoursBest: !request.IsAsynchronous || terms.Generation % 2 == 0);
    }

    static IReadOnlyList<Choice> ChooseByVolume(
        CandidateEvaluator evaluator,
        FitSpecification order,
        CandidateScore[] pool,
        Architecture[] architectures,
        IReadOnlyList<Evaluation> known,
        Architecture[] knownArchitectures,
        IReadOnlyDictionary<string, double>? referencePoint,
        AcquisitionOptions terms)
    {
        // Known values are taken at the fidelity of the predictions, so that both are comparable.
        var objectives = evaluator.Request.Objectives;
        List<Evaluation> measured =
        [
            .. from evaluation in known.Where(evaluator.Counts)
               let metrics = SurrogateExamples.MeasuredAt(evaluation, order.Fidelity)
               where metrics is not null && objectives.All(objective => metrics.ContainsKey(objective.Name))
               select evaluation with { Status = EvaluationStatus.Completed, Metrics = metrics },
        ];
        var reference = referencePoint ?? ReferencePoint.Infer(objectives, measured);
        var predicted = PredictedPools.OfValues(pool, architectures, objectives, order.Targets);
        return ExpectedHypervolumeImprovement.Choose(
            predicted,
            FlatPoints.Of(measured.Select(evaluation => ObjectiveValues.Minimised(evaluation, objectives)), objectives.Count),
            reference is null ? PredictedPools.ReferenceOf(predicted, objectives) : ObjectiveValues.Minimised(reference, objectives),
            knownArchitectures,
            terms);
    }
}
