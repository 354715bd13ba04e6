using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Reads the surrogates; each has a folder in the container <c>surrogates</c>.</summary>
public sealed class SurrogateRegistry(IDocumentStore store)
{
    /// <summary>Finds a surrogate by id; null when there is none.</summary>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<SurrogateEntry?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, cancellation) is not { } order)
        {
            return null;
        }

        var (ready, failure) = await FindOutcomeAsync(id, cancellation);
        return SurrogateEntry.Of(order.Value, ready, failure);
    }

    /// <summary>Finds the result of a fit; both parts are null while there is none.</summary>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<(SurrogateDocument? Ready, SurrogateFailure? Failure)> FindOutcomeAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindAsync(BlobPaths.Surrogate(id), CoreJson.Default.SurrogateDocument, cancellation) is { } ready)
        {
            return (ready.Value, null);
        }

        return (null, (await store.FindAsync(BlobPaths.SurrogateFailure(id), CoreJson.Default.SurrogateFailure, cancellation))?.Value);
    }

    /// <summary>Lists ids in ordinal order.</summary>
    /// <param name="after">The id after which the list begins, exclusive; null: from the first.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async IAsyncEnumerable<string> ListAsync(
        string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in store.ListFoldersAsync(BlobPaths.Surrogates, cancellation))
        {
            if (SurrogateId.IsValid(id) && string.CompareOrdinal(id, after) > 0)
            {
                yield return id;
            }
        }
    }
}
