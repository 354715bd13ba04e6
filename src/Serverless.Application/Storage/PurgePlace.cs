using System.Globalization;
using System.Text;

namespace Serverless.Application.Storage;

/// <summary>How far a purge has come that is done in parts, and when the last one came to its end.</summary>
/// <remarks>Two lines: when it was complete, or nothing; the name that was looked at last, or nothing. Anything else is the beginning.</remarks>
sealed class PurgePlace(IDocumentStore store, BlobPath path)
{
    /// <summary>When a purge last came to its end, null when none has or the next is under way; and what was looked at last.</summary>
    public async Task<(DateTimeOffset? CompletedAt, string After)> FindAsync(CancellationToken cancellation)
    {
        var content = await store.FindBytesAsync(path, cancellation);
        return content is not null && Encoding.UTF8.GetString(content.Value).Split('\n') is [var completedAt, var after]
            ? (DateTimeOffset.TryParseExact(completedAt, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null, after)
            : (null, "");
    }

    /// <summary>Notes it. Two purges at a time do the same work; either place will do.</summary>
    public async Task WriteAsync(DateTimeOffset? completedAt, string after, CancellationToken cancellation) => await store.TryWriteBytesAsync(
        path,
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{completedAt:O}\n{after}")),
        await store.FindVersionAsync(path, cancellation),
        cancellation);
}

/// <summary>What a run of a purge came to.</summary>
/// <param name="Count">How many blobs it removed.</param>
/// <param name="IsComplete">Whether it came to its end.</param>
public sealed record PurgedBlobs(int Count, bool IsComplete);
