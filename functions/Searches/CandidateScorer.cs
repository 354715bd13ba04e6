using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Surrogates;
using Serverless.Spaces;

namespace Serverless.Functions.Searches;

/// <summary>Scores candidates: what is counted or looked up, and what a surrogate predicts, if there is one.</summary>
public sealed class CandidateScorer(SurrogateKnowledge knowledge, SurrogateModels models, KnownMetrics known)
{
    /// <summary>Scores some candidates of a generation, or all of them.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="request">The search's.</param>
    /// <param name="candidates">What to score.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>In their order.</returns>
    public async Task<IReadOnlyList<CandidateScore>> ScoreAsync(
        string searchId, int generation, SearchRequest request, IReadOnlyList<ProposedCandidate> candidates, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(candidates);
        var source = BlobPaths.Candidates(searchId, generation);
        var space = SearchGenerations.SpaceOf(request);
        Architecture[] architectures = [.. candidates.Select(candidate => SearchGenerations.Parse(space, candidate.Architecture, source))];
        var metrics = await known.OfAsync(request, architectures, cancellation);
        var predictions = request.Surrogate is null ? null : await PredictAsync(searchId, generation, architectures, cancellation);
        return
        [
            .. candidates.Select((candidate, i) => new CandidateScore(
                candidate.Id, metrics[i], request.Table is null ? request.Constraints.Sum(constraint => constraint.Violation(metrics[i][constraint.Metric])) : 0)
            {
                Predicted = predictions?[i],
            }),
        ];
    }

    async Task<IReadOnlyList<CandidatePrediction>?> PredictAsync(
        string searchId, int generation, IReadOnlyList<Architecture> architectures, CancellationToken cancellation)
    {
        var advice = await knowledge.ReadAdviceAsync(searchId, generation, cancellation);
        return advice.Role == SurrogateRole.Absent ? null : await models.PredictAsync(advice.Surrogate!, architectures, cancellation);
    }
}
