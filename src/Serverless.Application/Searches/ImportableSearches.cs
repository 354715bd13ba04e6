using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Finds the searches whose results requests import.</summary>
public sealed class ImportableSearches(SearchDocuments searches, IDocumentStore store)
{
    /// <summary>The number of generations that are read concurrently: an asynchronous search has one for each turn.</summary>
    const int AtOnce = 32;

    /// <summary>Finds the existing searches that a body names, with their results so far.</summary>
    /// <exception cref="DocumentException">A blob of such a search is missing or broken.</exception>
    public async Task<IReadOnlyList<ImportableSearch>> FindAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var found = new List<ImportableSearch>();
        foreach (var id in NamedSearches.In(body))
        {
            if (await searches.FindStateAsync(id, cancellation) is not { } state)
            {
                continue;
            }

            var (results, failed) = (new List<Evaluation>(), new List<string>());
            foreach (var part in Enumerable.Range(0, state.Generation).Chunk(AtOnce))
            {
                var sets = await Task.WhenAll(part.Select(generation => store.ReadAsync(BlobPaths.EvaluationSet(id, generation), CoreJson.Default.EvaluationSet, cancellation)));
                var evaluations = sets.SelectMany(set => set.Value.Evaluations).ToList();
                results.AddRange(evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed));
                failed.AddRange(evaluations.Where(evaluation => evaluation.Failure is not null).Select(evaluation => evaluation.Architecture));
            }

            found.Add(new ImportableSearch(id, await searches.ReadRequestAsync(id, cancellation), results, failed));
        }

        return found;
    }
}
