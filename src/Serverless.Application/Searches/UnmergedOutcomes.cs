using System.Runtime.CompilerServices;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>What candidates of a generation have come to before it is merged, as it will be merged.</summary>
/// <remarks>
/// In proposal order, up to the first whose evaluation has not ended. Nothing of searches with rungs, where who goes on is decided among all, of those of tables, and of those
/// that take turns, which are merged as results arrive.
/// </remarks>
sealed class UnmergedOutcomes(IDocumentStore store)
{
    /// <param name="searchId">The search.</param>
    /// <param name="proposed">The generation's candidates.</param>
    /// <param name="first">How many outcomes are left out, since they are known.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async IAsyncEnumerable<Evaluation> ListAsync(
        string searchId, CandidateSet proposed, int first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var generation = proposed.Generation;
        var request = (await store.ReadAsync(BlobPaths.Request(searchId), CoreJson.Default.SearchRequest, cancellation)).Value;
        if (!IsTold(request, generation)
            || await store.FindAsync(BlobPaths.Selection(searchId, generation), CoreJson.Default.TrainingSelection, cancellation) is not { Value: var selection }
            || (await store.ReadAsync(BlobPaths.Scores(searchId, generation), CoreJson.Default.ScoreSet, cancellation)).Value.Scores is not { } scores
            || scores.Count != proposed.Candidates.Count)
        {
            yield break;
        }

        var selected = selection.Selected.ToHashSet();
        var place = 0;
        foreach (var (index, candidate) in proposed.Candidates.Index())
        {
            var isSelected = selected.Contains(candidate.Id);
            if ((!isSelected && selection.DropsOthers) || place++ < first)
            {
                continue;
            }

            var score = scores[index];
            var started = Outcomes.Start(generation, index, candidate, request, score.Metrics);
            var outcome = !isSelected ? score.IsFeasible ? Outcomes.Declined(started) : Outcomes.Infeasible(started)
                : (await store.FindAsync(BlobPaths.Outcome(searchId, generation, candidate.Id), CoreJson.Default.Evaluation, cancellation))?.Value;
            if (outcome is null)
            {
                yield break;
            }

            yield return OwnFidelities.End(outcome, request);
        }
    }

    static bool IsTold(SearchRequest request, int generation) => !request.IsAsynchronous && (request.IsTrained || request.IsExternal)
        && Importing.Count(request, generation) == 0 && (request.Training.Rungs is null || OwnFidelities.AreOf(request));
}
