using System.IO.Compression;

namespace Serverless.Core.Datasets;

/// <summary>Packs images, each in the folder of its class, into a zip file.</summary>
/// <remarks>Equal images under equal names give equal bytes, since no times are stored.</remarks>
public sealed class ImageArchive : IDisposable
{
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ZipArchive _archive;

    /// <param name="output">The stream to write to; it stays open.</param>
    public ImageArchive(Stream output) => _archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Adds an image; call this in ordinal order of the names.</summary>
    /// <param name="name">Folder and file name, joined by <c>/</c>.</param>
    /// <param name="content">The content of the file.</param>
    public void Add(string name, Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var entry = _archive.CreateEntry(name, CompressionLevel.NoCompression); // images are compressed already
        entry.LastWriteTime = NoTime;
        using var written = entry.Open();
        content.CopyTo(written);
    }

    public void Dispose() => _archive.Dispose();
}
