using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;

namespace Serverless.Application.Fronts;

/// <summary>Stores the parts of fronts. A part never changes, so this process remembers the parts that it has seen.</summary>
sealed class FrontParts(IDocumentStore store)
{
    const long MostRemembered = 64 * 1024 * 1024;

    // To the memory, a part is a log to which nothing is added.
    readonly LogMemory<FrontMember> _memory = new(MostRemembered);

    /// <summary>Returns a part that this process remembers; null when it does not.</summary>
    public FrontSlice? Recall(string searchId, FrontPart part) =>
        _memory.Find(PathOf(searchId, part.Name)) is { Entries: { Length: > 0 } members } ? new FrontSlice(members, part.Bytes, part) : null;

    /// <summary>Reads a part; returns null when it does not exist.</summary>
    /// <exception cref="DocumentException">The part is broken.</exception>
    public async Task<FrontSlice?> FindAsync(string searchId, FrontPart part, CancellationToken cancellation)
    {
        var path = PathOf(searchId, part.Name);
        if (await store.FindAsync(path, CoreJson.Default.FrontPartDocument, cancellation) is not { Value.Members: var members })
        {
            return null;
        }

        return members.Count == part.Members && part.Members > 0
            ? Remember(path, new FrontSlice(members, part.Bytes, part))
            : throw new DocumentException(
                path, $"holds {members.Count} members where '{BlobPaths.Front(searchId)}' says {part.Members}. Restore both from copies of the same time.");
    }

    /// <summary>Writes a part; an existing one has the same content.</summary>
    public async Task WriteAsync(string searchId, FrontPart part, FrontSlice slice, CancellationToken cancellation)
    {
        var path = PathOf(searchId, part.Name);
        await store.TryCreateAsync(path, new FrontPartDocument { Members = slice.Members }, CoreJson.Default.FrontPartDocument, cancellation);
        Remember(path, slice);
    }

    /// <summary>Removes parts that no front names any more.</summary>
    public async Task RemoveAsync(string searchId, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var path in names.Select(name => PathOf(searchId, name)))
        {
            if (await store.FindVersionAsync(path, cancellation) is { } version)
            {
                await store.TryDeleteAsync(path, version, cancellation);
            }
        }
    }

    /// <summary>Returns the name and the size of a new part.</summary>
    public static FrontPart Describe(int generation, FrontSlice slice)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new FrontPartDocument { Members = slice.Members }, CoreJson.Default.FrontPartDocument);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..32];
        return new FrontPart(FormattableString.Invariant($"{generation:D5}-{hash}"), slice.Members.Count, slice.Bytes);
    }

    /// <summary>Creates the exception for a part that is missing.</summary>
    public static DocumentException Missing(string searchId, FrontPart part) => new(
        PathOf(searchId, part.Name), $"does not exist, and '{BlobPaths.Front(searchId)}' names it: it was deleted. Restore it from a copy.");

    FrontSlice Remember(BlobPath path, FrontSlice slice)
    {
        _memory.Keep(path, new LogStart<FrontMember>(slice.Bytes, 0, 0, [.. slice.Members]));
        return slice;
    }

    static BlobPath PathOf(string searchId, string name)
    {
        try
        {
            return BlobPaths.FrontPart(searchId, name);
        }
        catch (FormatException malformed)
        {
            throw new DocumentException(BlobPaths.Front(searchId), $"names an invalid part: {malformed.Message} Restore it from a copy.", malformed);
        }
    }
}
