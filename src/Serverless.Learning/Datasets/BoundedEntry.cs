using System.IO.Compression;

namespace Serverless.Learning.Datasets;

/// <summary>Opens zip entries from untrusted archives.</summary>
static class BoundedEntry
{
    // The best ratio that deflate can reach; an entry that claims more is meant to exhaust memory.
    const long MostCompression = 1_100;

    /// <summary>Opens an entry, unless it claims to be larger than its compressed size allows.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="path">The path of the archive, for messages.</param>
    /// <exception cref="DatasetException">The entry claims an impossible size.</exception>
    public static Stream OpenBounded(this ZipArchiveEntry entry, string path) => entry.Length / MostCompression > entry.CompressedLength
        ? throw new DatasetException(path, $"{entry.FullName} claims {entry.Length} bytes out of {entry.CompressedLength}, more than is possible.")
        : entry.Open();
}
