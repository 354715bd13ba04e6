using Serverless.Application.Surrogates;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Searches;

/// <summary>Scores candidates: metrics that are known without an evaluation, and the predictions of a surrogate, if there is one.</summary>
public sealed class CandidateScorer(SurrogateKnowledge knowledge, ISurrogatePredictor surrogates)
{
    /// <summary>Scores some or all candidates of a generation.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="candidates">The candidates to score.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The scores, in the order of the candidates.</returns>
    public async Task<IReadOnlyList<CandidateScore>> ScoreAsync(
        string searchId, int generation, CandidateEvaluator evaluator, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var advice = evaluator.Request.Surrogate is null ? null : await knowledge.ReadDecisionAsync(searchId, generation, cancellation);
        var predictions = advice is null or { Role: SurrogateRole.None }
            ? null
            : await surrogates.PredictAsync(
                advice.Surrogate!, evaluator.Request.Objectives, [.. candidates.Select(candidate => candidate.Architecture)], cancellation);
        return Scoring.Score(evaluator, candidates, predictions);
    }
}
