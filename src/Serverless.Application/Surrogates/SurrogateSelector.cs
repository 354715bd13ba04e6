using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Chooses the candidates that are worth an evaluation according to a surrogate.</summary>
public sealed class SurrogateSelector(SearchDocuments searches, SurrogateKnowledge knowledge, IDocumentStore store)
{
    /// <summary>Chooses among the feasible candidates of a generation, as a function of what is stored before it.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="candidates">All proposed candidates.</param>
    /// <param name="scores">The scores of the candidates, in the same order.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The choices, best first; null when no surrogate chooses for this generation.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<CandidateChoice>?> ChooseAsync(
        string searchId,
        int generation,
        CandidateEvaluator evaluator,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        if (evaluator.Request.Surrogate is null
            || await knowledge.ReadDecisionAsync(searchId, generation, cancellation) is not { Role: SurrogateRole.Active, Surrogate: { } surrogate })
        {
            return null;
        }

        var order = (await store.ReadAsync(BlobPaths.FitSpecification(surrogate), CoreJson.Default.FitSpecification, cancellation)).Value;
        var known = await knowledge.ReadEvaluationsAsync(searchId, evaluator.Request, generation, cancellation);
        var state = await searches.ReadStateAsync(searchId, cancellation);
        return Selecting.Choose(evaluator, generation, order, candidates, scores, known, state);
    }
}
