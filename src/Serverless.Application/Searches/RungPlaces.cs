using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Searches;

/// <summary>
/// Determines to which rung candidates are trained, and what they reached before: at earlier rungs of their generation or, where the algorithm
/// chooses each candidate's fidelity, in earlier generations.
/// </summary>
public sealed class RungPlaces(SearchGenerations generations, RungPools pools, IDocumentStore store)
{
    /// <summary>Returns the rung at which a candidate is evaluated, from 1.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="rung">The rung that its generation has reached.</param>
    public static int RungOf(SearchRequest request, ProposedCandidate candidate, int rung) => OwnFidelities.Of(request)?.RungOf(candidate) ?? rung;

    /// <summary>Finds the evaluation that a candidate's evaluation continues; null when it begins from scratch.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation in which the candidate is evaluated.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="rung">The rung that <see cref="RungOf"/> returned.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing, broken, or belongs to another candidate.</exception>
    public async Task<Evaluation?> FindBeforeAsync(
        SearchRequest request, string searchId, int generation, CandidateId candidate, int rung, CancellationToken cancellation)
    {
        if (!OwnFidelities.AreOf(request))
        {
            return await generations.FindRungOutcomeAsync(searchId, generation, rung - 1, candidate, cancellation);
        }

        if (rung == 1 || await pools.FindGenerationBeforeAsync(searchId, generation, candidate, cancellation) is not { } earlier)
        {
            return null;
        }

        var set = (await store.ReadAsync(BlobPaths.EvaluationSet(searchId, earlier), CoreJson.Default.EvaluationSet, cancellation)).Value;
        return OwnFidelities.Carry(set.Evaluations.First(evaluation => evaluation.Candidate == candidate));
    }
}
