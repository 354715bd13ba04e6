using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Tables;

/// <summary>Evaluates a generation by a table, whole or as far as a surrogate chose: no job, no worker, and no training budget.</summary>
public sealed class TableLookups(
    SearchGenerations generations, PredictedOutcomes predicted, TableLibrary tables, IDocumentStore store)
{
    /// <summary>Looks up what was not looked up before, and keeps it.</summary>
    public async Task<EvaluationSet> LookUpAsync(string searchId, int generation, SearchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = BlobPaths.EvaluationSet(searchId, generation);
        if (await store.FindAsync(path, CoreJson.Default.EvaluationSet, cancellation) is { } earlier)
        {
            return earlier.Value;
        }

        var table = await tables.ReadAsync(NameOf(request), cancellation);
        var candidates = await generations.ReadCandidatesAsync(searchId, generation, cancellation);
        var set = request.Surrogate is null
            ? TableOutcomes.Of(request, searchId, generation, candidates, table, _ => true)
            : await LookUpChosenAsync(searchId, generation, request, candidates, table, cancellation);
        return await generations.KeepAsync(path, set, CoreJson.Default.EvaluationSet, cancellation);
    }

    // Beside what the table says stands what was predicted of it.
    async Task<EvaluationSet> LookUpChosenAsync(
        string searchId, int generation, SearchRequest request, IReadOnlyList<ProposedCandidate> candidates, ArchitectureTable table, CancellationToken cancellation)
    {
        var selection = (await store.ReadAsync(
            BlobPaths.Selection(searchId, generation), CoreJson.Default.TrainingSelection, cancellation)).Value;
        var scores = (await store.ReadAsync(BlobPaths.Scores(searchId, generation), CoreJson.Default.ScoreSet, cancellation)).Value.Scores;
        var predictions = await predicted.ReadAsync(searchId, generation, request, selection, scores, cancellation);
        var selected = selection.Selected.ToHashSet();
        var set = TableOutcomes.Of(
            request, searchId, generation, candidates, table, candidate => selected.Contains(candidate.Id));
        return set with
        {
            Evaluations =
            [
                .. set.Evaluations.Select(evaluation => evaluation with { Predicted = predictions.GetValueOrDefault(evaluation.Candidate) }),
            ],
        };
    }

    static string NameOf(SearchRequest request) =>
        request.Table ?? throw new InvalidOperationException("Candidates of this search are trained, not looked up.");
}
