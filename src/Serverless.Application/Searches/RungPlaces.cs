using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Searches;

/// <summary>How far candidates are trained, and what they had come to before: at the rungs of their generation, or where their algorithm says how far, in generations before.</summary>
public sealed class RungPlaces(SearchGenerations generations, RungPools pools, IDocumentStore store)
{
    /// <summary>The rung that a candidate is evaluated at, from 1.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="rung">The one that its generation has come to.</param>
    public static int RungOf(SearchRequest request, ProposedCandidate candidate, int rung) => OwnFidelities.Of(request)?.RungOf(candidate) ?? rung;

    /// <summary>What a candidate's evaluation goes on from; null when it begins.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">That it is evaluated in.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="rung">What <see cref="RungOf"/> gave.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">A blob is missing, broken, or of another candidate.</exception>
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
