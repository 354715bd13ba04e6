using System.Runtime.CompilerServices;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;

namespace Serverless.Application.Generators;

/// <summary>Reads the generators; each has a folder in the container <c>generators</c>.</summary>
public sealed class GeneratorRegistry(IDocumentStore store)
{
    /// <summary>Finds a generator by id; null when there is none.</summary>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<GeneratorEntry?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindAsync(BlobPaths.GeneratorOrder(id), CoreJson.Default.GeneratorOrder, cancellation) is not { } order)
        {
            return null;
        }

        var ready = await FindDocumentAsync(id, cancellation);
        var failure = ready is not null ? null : await store.FindAsync(BlobPaths.GeneratorFailure(id), CoreJson.Default.GeneratorFailure, cancellation);
        var progress = ready is not null ? null : await store.FindAsync(BlobPaths.GeneratorProgress(id), CoreJson.Default.GeneratorProgress, cancellation);
        return GeneratorEntry.Of(order.Value, progress?.Value, ready, failure?.Value);
    }

    /// <summary>Finds a fitted generator; null when there is none, or it was deleted in the meantime.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<GeneratorDocument?> FindReadyAsync(string id, CancellationToken cancellation) =>
        await store.FindVersionAsync(BlobPaths.GeneratorOrder(id), cancellation) is null ? null : await FindDocumentAsync(id, cancellation);

    /// <summary>Lists ids in ordinal order.</summary>
    /// <param name="after">The id after which the list begins, exclusive; null: from the first.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async IAsyncEnumerable<string> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in store.ListFoldersAsync(BlobPaths.Generators, cancellation))
        {
            if (GeneratorId.IsValid(id) && string.CompareOrdinal(id, after) > 0)
            {
                yield return id;
            }
        }
    }

    async Task<GeneratorDocument?> FindDocumentAsync(string id, CancellationToken cancellation) =>
        (await store.FindAsync(BlobPaths.Generator(id), CoreJson.Default.GeneratorDocument, cancellation))?.Value;
}
