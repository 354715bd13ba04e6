using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Chooses what a surrogate says is worth an evaluation.</summary>
public sealed class SurrogateSelector(SearchDocuments searches, SurrogateKnowledge knowledge, IDocumentStore store)
{
    /// <summary>Chooses among the feasible candidates of a generation: a function of what is stored before it.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="evaluator">The search's.</param>
    /// <param name="candidates">All that were proposed.</param>
    /// <param name="scores">Theirs, in the same order.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The best first; null when no surrogate chooses for this generation.</returns>
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
