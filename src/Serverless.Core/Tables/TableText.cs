using System.IO.Compression;
using System.Text;

namespace Serverless.Core.Tables;

/// <summary>Makes the text of a table's file.</summary>
public static class TableText
{
    const string CompressedExtension = ".gz";

    /// <summary>Reads UTF-8, decompressed when the file's name ends in <c>.gz</c>.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">What it holds; closed with the reader.</param>
    public static TextReader Open(string name, Stream content) => new StreamReader(
        name.EndsWith(CompressedExtension, StringComparison.Ordinal) ? new GZipStream(content, CompressionMode.Decompress) : content, Encoding.UTF8);
}
