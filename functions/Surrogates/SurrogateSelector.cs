using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Searches;
using Serverless.MultiObjective;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Functions.Surrogates;

/// <summary>Chooses what a surrogate says is worth a training.</summary>
public sealed class SurrogateSelector(SearchDocuments searches, SurrogateKnowledge knowledge, IDocumentStore store)
{
    /// <summary>Chooses among the feasible candidates of a generation: a function of what is stored before it.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="request">The search's.</param>
    /// <param name="candidates">All that were proposed.</param>
    /// <param name="scores">Theirs, in the same order.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The best first; null when no surrogate chooses for this generation.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<CandidateChoice>?> ChooseAsync(
        string searchId,
        int generation,
        SearchRequest request,
        IReadOnlyList<ProposedCandidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        CancellationToken cancellation)
    {
        if (request.Surrogate is not { } specification
            || await knowledge.ReadAdviceAsync(searchId, generation, cancellation) is not { Role: SurrogateRole.Choosing } advice)
        {
            return null;
        }

        var state = await searches.ReadStateAsync(searchId, cancellation);
        var space = SearchGenerations.SpaceOf(request);
        var source = BlobPaths.Candidates(searchId, generation);
        var encoder = ArchitectureEncoders.For(space, request.Space, SearchGenerations.ShapeOf(request));
        Architecture[] proposed = [.. candidates.Select(candidate => SearchGenerations.Parse(space, candidate.Architecture, source))];

        // What answers a constant, whatever it is fed, is worth nothing however cheap it is predicted to be.
        int[] feasible = [.. Enumerable.Range(0, scores.Count).Where(index => scores[index].IsFeasible && encoder.IsConnected(space.Canonicalise(proposed[index])))];
        Architecture[] architectures = [.. feasible.Select(index => proposed[index])];
        var known = await knowledge.ReadEvaluationsAsync(searchId, generation, cancellation);
        Architecture[] knownArchitectures = [.. known.Select(evaluation => SearchGenerations.Parse(space, evaluation.Architecture, source))];
        var terms = new ChoiceTerms(
            Math.Min(request.Algorithm.CandidatesPerGeneration, state.Budget.EvaluationsLeft ?? int.MaxValue),
            specification.Exploration,
            request.Seed,
            generation);
        CandidateScore[] pool = [.. feasible.Select(index => scores[index])];
        if (pool.Length == 0)
        {
            return [];
        }

        var choices = pool[0].Predicted?.Values is null
            ? ScoreAcquisition.Choose(PredictedPools.OfScores(pool, architectures), knownArchitectures, terms)
            : await ChooseByVolumeAsync(advice.Surrogate!, request, state, pool, architectures, known, knownArchitectures, terms, cancellation);
        return [.. choices.Select(choice => new CandidateChoice(scores[feasible[choice.Index]].Candidate, choice.Reason, choice.Value))];
    }

    async Task<IReadOnlyList<Choice>> ChooseByVolumeAsync(
        string surrogate,
        SearchRequest request,
        SearchDocument state,
        IReadOnlyList<CandidateScore> pool,
        IReadOnlyList<Architecture> architectures,
        IReadOnlyList<Evaluation> known,
        IReadOnlyList<Architecture> knownArchitectures,
        ChoiceTerms terms,
        CancellationToken cancellation)
    {
        var order = (await store.ReadAsync(BlobPaths.SurrogateOrder(surrogate), CoreJson.Default.SurrogateOrder, cancellation)).Value;

        // At the fidelity that is predicted, so that what is expected and what is known are told by the same measure.
        var counts = await knowledge.CountsAsync(request, cancellation);
        List<Evaluation> measured =
        [
            .. from evaluation in known.Where(counts)
               let metrics = SurrogateExamples.MeasuredAt(evaluation, order.Fidelity)
               where metrics is not null && request.Objectives.All(objective => metrics.ContainsKey(objective.Name))
               select evaluation with { Status = EvaluationStatus.Completed, Metrics = metrics },
        ];
        var front = await searches.ReadFrontAsync(state, cancellation);
        var reference = front.ReferencePoint.Count > 0 ? front.ReferencePoint : ReferencePoint.Infer(request.Objectives, measured);
        var predicted = PredictedPools.OfValues(pool, architectures, request.Objectives, order.Targets);
        return VolumeAcquisition.Choose(
            predicted,
            FlatPoints.Of(measured.Select(evaluation => ObjectiveValues.Minimised(evaluation, request.Objectives)), request.Objectives.Count),
            reference is null ? PredictedPools.ReferenceOf(predicted, request.Objectives) : ObjectiveValues.Minimised(reference, request.Objectives),
            knownArchitectures,
            terms);
    }
}
