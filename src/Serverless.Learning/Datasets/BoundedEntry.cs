using System.IO.Compression;

namespace Serverless.Learning.Datasets;

/// <summary>Zip entries that anybody may have written.</summary>
static class BoundedEntry
{
    // What deflate can do at best; an entry that claims more is made to fill memory.
    const long MostCompression = 1_100;

    /// <summary>Opens an entry that does not claim to be larger than it can be.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="path">Its archive, for messages.</param>
    /// <exception cref="DatasetException">It does.</exception>
    public static Stream OpenBounded(this ZipArchiveEntry entry, string path) => entry.Length / MostCompression > entry.CompressedLength
        ? throw new DatasetException(path, $"{entry.FullName} claims {entry.Length} bytes out of {entry.CompressedLength}, more than can be.")
        : entry.Open();
}
