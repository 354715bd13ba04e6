using System.Globalization;
using System.Text;

namespace Serverless.Application.Storage;

/// <summary>The progress of a purge that runs in parts, and when the last one completed.</summary>
/// <remarks>
/// The blob has two lines: the time of completion, or nothing; and the name that was processed last, or nothing. Any other content means
/// that the purge is at the beginning.
/// </remarks>
sealed class PurgePlace(IDocumentStore store, BlobPath path)
{
    /// <summary>Returns when a purge last completed, null when none has or the next is in progress, and the name that was processed last.</summary>
    public async Task<(DateTimeOffset? CompletedAt, string After)> FindAsync(CancellationToken cancellation)
    {
        var content = await store.FindBytesAsync(path, cancellation);
        return content is not null && Encoding.UTF8.GetString(content.Value).Split('\n') is [var completedAt, var after]
            ? (DateTimeOffset.TryParseExact(completedAt, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null, after)
            : (null, "");
    }

    /// <summary>Records the progress. Two concurrent purges do the same work, so the place of either is valid.</summary>
    public async Task WriteAsync(DateTimeOffset? completedAt, string after, CancellationToken cancellation) => await store.TryWriteBytesAsync(
        path,
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{completedAt:O}\n{after}")),
        await store.FindVersionAsync(path, cancellation),
        cancellation);
}

/// <summary>The result of one run of a purge.</summary>
/// <param name="Count">The number of blobs that were removed.</param>
/// <param name="IsComplete">Whether the purge completed.</param>
public sealed record PurgedBlobs(int Count, bool IsComplete);
