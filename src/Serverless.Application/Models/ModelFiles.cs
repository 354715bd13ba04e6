using Serverless.Application.Storage;
using Serverless.Core.Fronts;

namespace Serverless.Application.Models;

/// <summary>Finds and reads the files of trained networks that workers wrote.</summary>
public sealed class ModelFiles(IDocumentStore store)
{
    /// <summary>Finds the network of a candidate.</summary>
    /// <returns>The file; null when none is kept.</returns>
    /// <exception cref="DocumentException">The front names a blob that is not a network.</exception>
    public Task<ModelFile?> FindNetworkAsync(string searchId, FrontMember member, CancellationToken cancellation) =>
        FindAsync(NetworkOf(searchId, member), cancellation);

    /// <summary>Finds the weights of a candidate.</summary>
    /// <returns>The file; null when none are kept, as for trainings from before weights were kept.</returns>
    /// <exception cref="DocumentException">The front names a blob that is not a network.</exception>
    public Task<ModelFile?> FindWeightsAsync(string searchId, FrontMember member, CancellationToken cancellation) =>
        FindAsync(NetworkOf(searchId, member) is { } network ? BlobPaths.WeightsOf(network) : null, cancellation);

    /// <summary>Reads a part of a file, so that no file has to be in memory as a whole.</summary>
    /// <exception cref="DocumentException">The file no longer exists.</exception>
    public async Task<BlobPart> ReadAsync(BlobPath path, long start, int most, CancellationToken cancellation) =>
        await store.FindRangeAsync(path, start, most, cancellation) ?? throw new DocumentException(path, "was deleted in the meantime. Send the request again.");

    // Files never change, so the version read here identifies the content of all parts.
    async Task<ModelFile?> FindAsync(BlobPath? path, CancellationToken cancellation) =>
        path is { } place && await store.FindVersionAsync(place, cancellation) is { } version ? new ModelFile(place, version) : null;

    static BlobPath? NetworkOf(string searchId, FrontMember member)
    {
        if (member.ModelBlob is not { } named)
        {
            return null;
        }

        try
        {
            var path = BlobPath.Parse(named);
            BlobPaths.WeightsOf(path);
            return path;
        }
        catch (FormatException malformed)
        {
            throw new DocumentException(BlobPaths.Front(searchId), $"names no network of {member.Candidate}: {malformed.Message}", malformed);
        }
    }
}

/// <summary>A file that never changes.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Version">The entity tag of the file.</param>
public sealed record ModelFile(BlobPath Path, string Version);
