using Serverless.Application.Surrogates;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Searches;

/// <summary>Scores candidates: what is known without an evaluation, and what a surrogate predicts, if there is one.</summary>
public sealed class CandidateScorer(SurrogateKnowledge knowledge, ISurrogatePredictor surrogates)
{
    /// <summary>Scores some candidates of a generation, or all of them.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="evaluator">The search's.</param>
    /// <param name="candidates">What to score.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>In their order.</returns>
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
