using System.Runtime.CompilerServices;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Lists the searches from the newest to the oldest, so that the cost of a page does not grow with their number.</summary>
/// <remarks>
/// Storage lists names in ordinal order only. The index therefore has an empty blob for each search, whose name begins with the time
/// between the creation of the search and the largest time that a clock can show. The time in the state of the search is decisive: an
/// entry with another time, which a repeated admission may have written, is ignored.
/// </remarks>
public sealed class SearchIndex(IDocumentStore store)
{
    const int Digits = 19;

    volatile bool _isComplete;

    /// <summary>Returns whether a text can be an entry, as <see cref="ListAsync"/> accepts it.</summary>
    public static bool IsEntry(string text) => TryFindId(text, out _);

    /// <summary>Adds a search; repeated calls have no further effect.</summary>
    public Task AddAsync(SearchDocument search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        return AddAsync(search.Id, search.CreatedAt, cancellation);
    }

    /// <summary>Lists the entries after <paramref name="after"/>, newest first.</summary>
    public async IAsyncEnumerable<string> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await CompleteAsync(cancellation);
        var prefix = BlobPaths.SearchIndexPrefix;
        await foreach (var name in store.ListAsync(BlobPaths.Searches, prefix, after is null ? null : prefix + after, cancellation))
        {
            if (IsEntry(name[prefix.Length..]))
            {
                yield return name[prefix.Length..];
            }
        }
    }

    /// <summary>Finds the search of an entry; null when there is none, or the entry does not have the time of the search.</summary>
    /// <exception cref="DocumentException">The state of the search is broken.</exception>
    public async Task<SearchDocument?> FindAsync(string entry, CancellationToken cancellation) =>
        TryFindId(entry, out var id)
        && await store.FindAsync(BlobPaths.State(id), CoreJson.Default.SearchDocument, cancellation) is { } found
        && (entry == EntryOf(id, found.Value.CreatedAt) || entry == EntryOf(id, DateTimeOffset.MinValue))
            ? found.Value
            : null;

    static string EntryOf(string searchId, DateTimeOffset createdAt) =>
        FormattableString.Invariant($"{DateTimeOffset.MaxValue.UtcTicks - createdAt.UtcTicks:D19}-{searchId}");

    static bool TryFindId(string entry, out string id)
    {
        ArgumentNullException.ThrowIfNull(entry);
        id = entry.Length > Digits && entry[Digits] == '-' ? entry[(Digits + 1)..] : "";
        return SearchId.IsValid(id) && !entry.AsSpan(0, Digits).ContainsAnyExceptInRange('0', '9');
    }

    // Adds the searches of a storage account that is older than this index.
    async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_isComplete)
        {
            return;
        }

        if (await store.FindVersionAsync(BlobPaths.SearchIndexIsComplete, cancellation) is null)
        {
            await foreach (var id in store.ListFoldersAsync(BlobPaths.Searches, cancellation))
            {
                if (SearchId.IsValid(id) && await CreationOfAsync(id, cancellation) is { } createdAt)
                {
                    await AddAsync(id, createdAt, cancellation);
                }
            }

            await store.TryCreateBytesAsync(BlobPaths.SearchIndexIsComplete, ReadOnlyMemory<byte>.Empty, cancellation);
        }

        _isComplete = true;
    }

    async Task<DateTimeOffset?> CreationOfAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            return (await store.FindAsync(BlobPaths.State(searchId), CoreJson.Default.SearchDocument, cancellation))?.Value.CreatedAt;
        }
        catch (DocumentException)
        {
            // The time cannot be read; as the oldest search it is still listed among the unreadable ones.
            return DateTimeOffset.MinValue;
        }
    }

    async Task AddAsync(string searchId, DateTimeOffset createdAt, CancellationToken cancellation) =>
        await store.TryCreateBytesAsync(BlobPaths.SearchIndexEntry(EntryOf(searchId, createdAt)), ReadOnlyMemory<byte>.Empty, cancellation);
}
