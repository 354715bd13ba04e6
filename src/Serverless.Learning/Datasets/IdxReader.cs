using System.Buffers.Binary;
using System.IO.Compression;

namespace Serverless.Learning.Datasets;

/// <summary>Reads IDX files of unsigned bytes, gzipped or not, the format of MNIST (LeCun, Cortes, Burges 1998).</summary>
/// <remarks>Two zero bytes, a type code, the number of dimensions, each dimension as a big-endian 32-bit number, then the values.</remarks>
static class IdxReader
{
    const byte UnsignedByte = 0x08;

    // The first byte of a gzip file; IDX files begin with two zeros.
    const byte GzipMark = 0x1F;

    // 1 GiB, far above any image set of this kind; a header that claims more is damaged.
    const long MaximumLength = 1L << 30;

    /// <param name="path">The path of the file.</param>
    /// <param name="dimensions">The expected number of dimensions: 3 for images, 1 for labels.</param>
    /// <exception cref="DatasetException">The file is missing, truncated, too long, or not an IDX file of bytes with this number of
    /// dimensions.</exception>
    public static IdxFile Read(string path, int dimensions)
    {
        try
        {
            using var file = File.OpenRead(path);
            var isGzipped = file.ReadByte() == GzipMark;
            file.Position = 0;
            using var stream = isGzipped ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            return Read(path, stream, dimensions);
        }
        catch (EndOfStreamException e)
        {
            throw new DatasetException(path, "the file ends before its values; it is truncated.", e);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException(path, "the file is gzipped, but damaged.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetException.Unreadable(path, e);
        }
    }

    static string OrderHint(int asked, int found) => (asked, found) switch
    {
        (3, 1) => " These are labels: list the file of images first, then the file of labels.",
        (1, 3) => " These are images: list the file of images first, then the file of labels.",
        _ => "",
    };

    static IdxFile Read(string path, Stream stream, int dimensions)
    {
        Span<byte> magic = stackalloc byte[4];
        stream.ReadExactly(magic);
        if (magic[0] != 0 || magic[1] != 0 || magic[2] != UnsignedByte)
        {
            throw new DatasetException(path, $"it begins with {Convert.ToHexString(magic)}, which is not an IDX file of unsigned bytes.");
        }

        if (magic[3] != dimensions)
        {
            throw new DatasetException(path, $"it has {magic[3]} dimensions instead of {dimensions}.{OrderHint(dimensions, magic[3])}");
        }

        var sizes = new int[dimensions];
        var length = 1L;
        Span<byte> word = stackalloc byte[4];
        for (var i = 0; i < dimensions; i++)
        {
            stream.ReadExactly(word);
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            length = sizes[i] > 0 && length <= MaximumLength / sizes[i] ? length * sizes[i] : -1;
            if (length < 0)
            {
                throw new DatasetException(path, $"dimension {i} has the impossible size {sizes[i]}.");
            }
        }

        var values = new byte[length];
        stream.ReadExactly(values);
        if (stream.ReadByte() >= 0)
        {
            throw new DatasetException(path, $"it holds more than the {length} values that its header announces.");
        }

        return new IdxFile(sizes, values);
    }
}

/// <summary>The content of an IDX file of bytes.</summary>
/// <param name="Sizes">The length of each dimension, slowest first.</param>
/// <param name="Values">The values, row-major; as many as the product of all sizes.</param>
sealed record IdxFile(IReadOnlyList<int> Sizes, byte[] Values);
