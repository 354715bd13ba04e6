using System.Runtime.CompilerServices;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Finds the outcomes of candidates of a generation before it is merged, as they will be merged.</summary>
/// <remarks>
/// Outcomes are listed in proposal order, up to the first candidate whose evaluation has not ended. There are none for searches with rungs, where
/// promotion is decided among all candidates, unless the algorithm has fidelities of its own; for generations that import results; for searches of
/// tables; and for asynchronous searches, which merge results as they arrive.
/// </remarks>
sealed class UnmergedOutcomes(IDocumentStore store)
{
    /// <param name="searchId">The search.</param>
    /// <param name="proposed">The candidates of the generation.</param>
    /// <param name="first">The number of outcomes to skip, since they are known.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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
