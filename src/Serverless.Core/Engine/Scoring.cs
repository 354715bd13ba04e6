using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Combines what is known of candidates before they are evaluated. Pure.</summary>
public static class Scoring
{
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="candidates">The candidates to score.</param>
    /// <param name="predictions">One prediction per candidate; null when no surrogate is in use.</param>
    /// <returns>The scores, in the order of the candidates.</returns>
    public static IReadOnlyList<CandidateScore> Score(
        CandidateEvaluator evaluator, IReadOnlyList<Candidate> candidates, IReadOnlyList<CandidatePrediction>? predictions)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        return
        [
            .. candidates.Select((candidate, index) =>
            {
                var known = evaluator.KnownOf(candidate.Architecture);
                return new CandidateScore(candidate.Proposed.Id, known, evaluator.ViolationOf(known)) { Predicted = predictions?[index] };
            }),
        ];
    }
}
