using System.Buffers.Binary;
using System.IO.Compression;

namespace Serverless.Learning.Tests.Datasets;

/// <summary>A temporary folder of gzipped IDX files, laid out as datasets are.</summary>
sealed class IdxFolder : IDisposable
{
    readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("serverless-idx-");

    public string Root => _root.FullName;

    public string Path(string name) => System.IO.Path.Combine(_root.CreateSubdirectory("fashion-mnist").FullName, name);

    /// <summary>An IDX file: header of unsigned bytes, then the values as they are given.</summary>
    public string Write(string name, int[] sizes, byte[] values, byte type = 0x08)
    {
        var content = new byte[4 + (4 * sizes.Length) + values.Length];
        content[2] = type;
        content[3] = (byte)sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4 + (4 * i)), sizes[i]);
        }

        values.CopyTo(content, 4 + (4 * sizes.Length));
        return WriteGzipped(name, content);
    }

    public string WriteGzipped(string name, byte[] content)
    {
        using var file = File.Create(Path(name));
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(content);
        return Path(name);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
