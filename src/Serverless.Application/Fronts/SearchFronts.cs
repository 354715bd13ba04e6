using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;

namespace Serverless.Application.Fronts;

/// <summary>
/// Stores the fronts of searches. A front is one document, or a head with the members in separate parts, so that no document is too large.
/// </summary>
/// <remarks>
/// A write creates the parts that changed, then replaces the head under its ETag, which commits the write. The name of a part combines the generation
/// that created it and its content, and is never reused: a writer that was stopped before the commit writes the same parts again, and a writer that
/// is late can neither change nor remove parts that others name. Parts that a write replaced are removed by the next write, so that readers of the
/// previous head still find them; those that the last write of a search replaced stay with it.
/// </remarks>
/// <param name="store">The store of the documents.</param>
/// <param name="size">The maximum size of a part; null for <see cref="FrontPartSize.Default"/>.</param>
public sealed class SearchFronts(IDocumentStore store, FrontPartSize? size = null)
{
    const int AtOnce = 8;

    readonly FrontPartSize _size = size ?? FrontPartSize.Default;
    readonly FrontParts _parts = new(store);

    /// <summary>Returns the front of a search with all its members; null when it has none.</summary>
    /// <exception cref="DocumentException">A blob is broken, or a part is missing.</exception>
    public async Task<KeptFront?> FindAsync(string searchId, CancellationToken cancellation) =>
        await store.FindAsync(BlobPaths.Front(searchId), CoreJson.Default.FrontHead, cancellation) is { } head
            ? await CompleteAsync(searchId, head, cancellation)
            : null;

    /// <summary>Reads the front of a search that must have one, with all its members.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<KeptFront> ReadAsync(string searchId, CancellationToken cancellation) =>
        await CompleteAsync(searchId, await ReadHeadAsync(searchId, cancellation), cancellation);

    /// <summary>Reads one member of a front by its index, from 0.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken, or there is no such member.</exception>
    public async Task<FrontMember> ReadMemberAsync(string searchId, int index, CancellationToken cancellation)
    {
        var (head, slices) = await LoadAsync(searchId, await ReadHeadAsync(searchId, cancellation), parts => Around(parts, index).Parts, cancellation);
        var place = index - Around(head.Value.Parts ?? [], index).Before;
        var members = head.Value.Parts is null ? head.Value.Members : [.. slices.SelectMany(slice => slice.Members)];
        return place < members.Count
            ? members[place]
            : throw new DocumentException(
                BlobPaths.Front(searchId), $"holds {head.Value.Parts?.Sum(part => part.Members) ?? members.Count} members, none at index {index}.");
    }

    /// <summary>Writes a front.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="previous">The front as it was read; null when there was none.</param>
    /// <param name="front">The new front; members that are the same objects as before are unchanged.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>False when another writer was faster; then nothing has changed.</returns>
    public async Task<bool> TryWriteAsync(string searchId, KeptFront? previous, FrontDocument front, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(front);
        await _parts.RemoveAsync(searchId, previous?.Replaced ?? [], cancellation);
        var before = previous?.Slices ?? [];
        var slices = FrontSlices.Cut(before, front.Members, _size);
        var parts = slices.Select(slice => slice.Part ?? FrontParts.Describe(front.Generation, slice)).ToArray();
        var added = Enumerable.Range(0, parts.Length).Where(place => slices[place].Part is null);
        await Parallel.ForEachAsync(
            added, Options(cancellation), async (place, token) => await _parts.WriteAsync(searchId, parts[place], slices[place], token));
        string[] replaced = [.. before.Select(slice => slice.Part!.Name).Except(parts.Select(part => part.Name))];
        var head = new FrontHead(front)
        {
            Members = parts.Length == 0 ? front.Members : [],
            Parts = parts.Length == 0 ? null : parts,
            Replaced = replaced.Length == 0 ? null : replaced,
        };
        var path = BlobPaths.Front(searchId);
        return previous is null
            ? await store.TryCreateAsync(path, head, CoreJson.Default.FrontHead, cancellation)
            : await store.TryReplaceAsync(path, head, previous.Version, CoreJson.Default.FrontHead, cancellation);
    }

    Task<Versioned<FrontHead>> ReadHeadAsync(string searchId, CancellationToken cancellation) =>
        store.ReadAsync(BlobPaths.Front(searchId), CoreJson.Default.FrontHead, cancellation);

    async Task<KeptFront> CompleteAsync(string searchId, Versioned<FrontHead> found, CancellationToken cancellation)
    {
        var (head, slices) = await LoadAsync(searchId, found, parts => parts, cancellation);
        FrontDocument front = head.Value with
        {
            Members = head.Value.Parts is null ? head.Value.Members : [.. slices.SelectMany(slice => slice.Members)],
            Parts = null,
            Replaced = null,
        };
        return new KeptFront(front, head.Version) { Slices = slices, Replaced = head.Value.Replaced ?? [] };
    }

    /// <summary>
    /// Reads parts of a front. When a part is gone because another writer has replaced the front, reads the parts of the new front.
    /// </summary>
    async Task<(Versioned<FrontHead> Head, FrontSlice[] Slices)> LoadAsync(
        string searchId, Versioned<FrontHead> head, Func<IReadOnlyList<FrontPart>, IReadOnlyList<FrontPart>> choose, CancellationToken cancellation)
    {
        while (true)
        {
            Check(searchId, head.Value);
            var parts = choose(head.Value.Parts ?? []);
            var slices = Array.ConvertAll<FrontPart, FrontSlice?>([.. parts], part => _parts.Recall(searchId, part));
            var unknown = Enumerable.Range(0, slices.Length).Where(place => slices[place] is null).ToArray();
            await Parallel.ForEachAsync(
                unknown, Options(cancellation), async (place, token) => slices[place] = await _parts.FindAsync(searchId, parts[place], token));
            FrontSlice[] found = [.. slices.OfType<FrontSlice>()];
            if (found.Length == parts.Count)
            {
                return (head, found);
            }

            var latest = await ReadHeadAsync(searchId, cancellation);
            head = latest.Version != head.Version ? latest : throw FrontParts.Missing(searchId, parts[Array.IndexOf(slices, null)]);
        }
    }

    static void Check(string searchId, FrontHead head)
    {
        // A member has more than one byte, so these are the limits of both numbers, and of their sums.
        if (head.Members.Any(member => member is null)
            || head.Parts?.Any(part => part is null || part.Members < 1 || part.Bytes < part.Members || part.Bytes > IDocumentStore.MaximumBytes) == true
            || head.Parts?.Sum(part => (long)part.Members) > int.MaxValue)
        {
            throw new DocumentException(BlobPaths.Front(searchId), "lists a member or a part that is not well formed. Restore it from a copy.");
        }
    }

    /// <returns>The part that contains a member, if there is one, and the number of members before the part.</returns>
    static (IReadOnlyList<FrontPart> Parts, int Before) Around(IReadOnlyList<FrontPart> parts, int index)
    {
        var before = 0;
        foreach (var part in parts)
        {
            if (index < before + part.Members)
            {
                return ([part], before);
            }

            before += part.Members;
        }

        return ([], before);
    }

    static ParallelOptions Options(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}
