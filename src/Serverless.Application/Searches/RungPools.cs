using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>What later generations' rungs are compared with.</summary>
public sealed class RungPools(SearchGenerations generations, IDocumentStore store)
{
    /// <summary>All that earlier generations had at the rungs.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<RungEntry>> ReadBeforeAsync(string searchId, int generation, CancellationToken cancellation) => generation == 0
        ? []
        : (await store.ReadAsync(BlobPaths.RungPool(searchId, generation - 1), CoreJson.Default.RungPool, cancellation)).Value.Entries;

    /// <summary>Adds a generation; does nothing in a search without rungs.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task AddAsync(string searchId, SearchRequest request, EvaluationSet set, CancellationToken cancellation)
    {
        var path = BlobPaths.RungPool(searchId, set.Generation);
        if (RungLadder.Of(request).Count == 1 || await store.FindVersionAsync(path, cancellation) is not null)
        {
            return;
        }

        var pool = Promoting.Pool(request, await ReadBeforeAsync(searchId, set.Generation, cancellation), set);
        await generations.GetOrCreateAsync(path, pool, CoreJson.Default.RungPool, cancellation);
    }
}
