using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Puts together what is known of candidates before they are evaluated. Pure.</summary>
public static class Scoring
{
    /// <param name="evaluator">The search's.</param>
    /// <param name="candidates">What to score.</param>
    /// <param name="predictions">One for each; null when no surrogate serves.</param>
    /// <returns>In their order.</returns>
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
