using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Functions.Searches;
using Serverless.Functions.Tables;

namespace Serverless.Functions.Activities;

/// <summary>Evaluates a whole generation by a table: no job, no worker, and no training budget.</summary>
public sealed class LookUpCandidatesActivity(
    SearchDocuments searches, SearchGenerations generations, TableLibrary tables, IDocumentStore store)
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
            var set = TableOutcomes.Of(request, input.SearchId, input.Generation, candidates, table);
            await store.TryCreateAsync(path, set, DomainJson.Default.EvaluationSet, cancellation);
            return candidates.Count;
        }

        return (await store.ReadAsync(path, DomainJson.Default.EvaluationSet, cancellation)).Value.Evaluations.Count;
    }

    static string NameOf(SearchRequest request) =>
        request.Table ?? throw new InvalidOperationException("Candidates of this search are trained, not looked up.");
}
