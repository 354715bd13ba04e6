using System.IO.Compression;
using System.Text;

namespace Serverless.Core.Tables;

/// <summary>Opens a table's file as text.</summary>
public static class TableText
{
    const string CompressedExtension = ".gz";

    /// <summary>Opens UTF-8 text, decompressed if the file's name ends in <c>.gz</c>.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">The content of the file; it is closed with the reader.</param>
    public static TextReader Open(string name, Stream content) => new StreamReader(
        name.EndsWith(CompressedExtension, StringComparison.Ordinal) ? new GZipStream(content, CompressionMode.Decompress) : content, Encoding.UTF8);
}
