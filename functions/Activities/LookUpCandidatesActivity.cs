using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Domain.Tables;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;
using Serverless.Functions.Tables;

namespace Serverless.Functions.Activities;

/// <summary>Evaluates a generation by a table, whole or as far as a surrogate chose: no job, no worker, and no training budget.</summary>
public sealed class LookUpCandidatesActivity(
    SearchDocuments searches, SearchGenerations generations, PredictedOutcomes predicted, TableLibrary tables, IDocumentStore store)
{
    /// <returns>How many candidates were looked up.</returns>
    [Function(FunctionNames.LookUpCandidates)]
    public async Task<int> RunAsync([ActivityTrigger] GenerationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var path = BlobPaths.EvaluationSet(input.SearchId, input.Generation);
        if (await store.FindVersionAsync(path, cancellation) is null)
        {
            var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
            var table = await tables.ReadAsync(NameOf(request), cancellation);
            var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
            var set = request.Surrogate is null
                ? TableOutcomes.Of(request, input.SearchId, input.Generation, candidates, table, _ => true)
                : await LookUpChosenAsync(input, request, candidates, table, cancellation);
            await store.TryCreateAsync(path, set, DomainJson.Default.EvaluationSet, cancellation);
            return set.Evaluations.Count;
        }

        return (await store.ReadAsync(path, DomainJson.Default.EvaluationSet, cancellation)).Value.Evaluations.Count;
    }

    // Beside what the table says stands what was predicted of it.
    async Task<EvaluationSet> LookUpChosenAsync(
        GenerationInput input, SearchRequest request, IReadOnlyList<ProposedCandidate> candidates, ArchitectureTable table, CancellationToken cancellation)
    {
        var selection = (await store.ReadAsync(
            BlobPaths.Selection(input.SearchId, input.Generation), DomainJson.Default.TrainingSelection, cancellation)).Value;
        var scores = (await store.ReadAsync(BlobPaths.Scores(input.SearchId, input.Generation), DomainJson.Default.ScoreSet, cancellation)).Value.Scores;
        var predictions = await predicted.ReadAsync(input.SearchId, input.Generation, request, selection, scores, cancellation);
        var selected = selection.Selected.ToHashSet();
        var set = TableOutcomes.Of(
            request, input.SearchId, input.Generation, candidates, table, candidate => selected.Contains(candidate.Id));
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
