using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Models;

/// <summary>Finds candidates of a search whose networks can be downloaded or trained again.</summary>
public sealed class TrainedCandidates(SearchDocuments searches, IDocumentStore store)
{
    /// <summary>
    /// Lists the candidates of the front, the best first; for a search that trained given candidates again, all that it trained.
    /// </summary>
    /// <remarks>A large search evaluates more candidates than anybody wants to look through; a single document names its front.</remarks>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<FrontMember>> ListAsync(SearchDocument state, SearchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        var front = await searches.ReadFrontAsync(state, cancellation);
        if (request.RetrainOf is null)
        {
            return front.Members;
        }

        var members = front.Members.ToList();
        var known = members.Select(member => member.Candidate).ToHashSet();
        for (var generation = 0; generation < state.Generation; generation++)
        {
            var set = await store.ReadAsync(BlobPaths.EvaluationSet(state.Id, generation), CoreJson.Default.EvaluationSet, cancellation);
            members.AddRange(set.Value.Evaluations
                .Where(evaluation => evaluation.Status == EvaluationStatus.Completed && known.Add(evaluation.Candidate))
                .Select(evaluation => FrontMerge.MemberOf(evaluation, request.Objectives)));
        }

        return members;
    }

    /// <summary>Finds the candidate of <see cref="ListAsync"/> with an id; null when there is none.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<FrontMember?> FindAsync(SearchDocument state, SearchRequest request, CandidateId candidate, CancellationToken cancellation) =>
        (await ListAsync(state, request, cancellation)).FirstOrDefault(member => member.Candidate == candidate);
}
