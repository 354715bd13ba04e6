using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Learning.Datasets;

/// <summary>Reads arrays in NumPy's npy format, versions 1 to 3, row-major and little-endian.</summary>
/// <remarks>
/// The format: magic bytes, version, the header's length (two bytes in version 1, four later), the header as a Python literal, the elements.
/// </remarks>
static partial class NpyReader
{
    // Headers that NumPy writes have some hundred bytes.
    const int LongestHeader = 1 << 16;

    static ReadOnlySpan<byte> Mark => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <param name="source">The name of the array's source, for messages.</param>
    /// <param name="stream">The stream to read the array from.</param>
    /// <param name="length">The number of bytes of the array including its header; no memory is allocated beyond it.</param>
    /// <exception cref="DatasetException">The array is not of this kind, or does not have as many elements as its header says.</exception>
    /// <exception cref="EndOfStreamException">The stream ends early.</exception>
    public static NpyArray Read(string source, Stream stream, long length)
    {
        Span<byte> begin = stackalloc byte[8];
        stream.ReadExactly(begin);
        if (!begin.StartsWith(Mark) || begin[6] is < 1 or > 3)
        {
            throw new DatasetException(source, $"it begins with {Convert.ToHexString(begin)}, which is not a NumPy array of version 1 to 3.");
        }

        var head = new byte[begin[6] == 1 ? 2 : 4];
        stream.ReadExactly(head);
        var headerLength = begin[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(head) : BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (headerLength > LongestHeader)
        {
            throw new DatasetException(source, $"its header is declared as {headerLength} bytes long; at most {LongestHeader} are read.");
        }

        var text = new byte[headerLength];
        stream.ReadExactly(text);
        var (type, sizes) = ReadHeader(source, Encoding.UTF8.GetString(text));
        return new NpyArray(type, sizes, ReadValues(source, stream, type, sizes, length - begin.Length - head.Length - headerLength));
    }

    static (string Type, int[] Sizes) ReadHeader(string source, string header)
    {
        var match = Header().Match(header);
        var sizes = match.Groups["size"].Captures.Select(capture => int.TryParse(capture.Value, out var size) ? size : -1).ToArray();
        if (!match.Success || sizes.Any(size => size < 1))
        {
            throw new DatasetException(source, $"its header is '{header[..Math.Min(header.Length, 100)].TrimEnd()}', which describes an unsupported array.");
        }

        return match.Groups["order"].Value == "False"
            ? (match.Groups["type"].Value, sizes)
            : throw new DatasetException(source, "its elements are in Fortran order; save numpy.ascontiguousarray of it instead.");
    }

    static byte[] ReadValues(string source, Stream stream, string type, int[] sizes, long available)
    {
        if (type[0] == '>')
        {
            throw new DatasetException(source, $"its elements are of type {type}, big-endian; save it with astype('<{type[1..]}').");
        }

        var announced = sizes.Aggregate((Int128)(type[^1] - '0'), (product, size) => product > long.MaxValue ? product : product * size);
        if (announced != available || available > Array.MaxLength)
        {
            throw new DatasetException(
                source, $"its header announces {type} of {string.Join(" × ", sizes)}, {announced} bytes; there are {available}, and at most {Array.MaxLength} are read.");
        }

        var values = new byte[available];
        stream.ReadExactly(values);
        return values;
    }

    [GeneratedRegex(
        @"\A\{(?=.*'descr': *'(?<type>[|<>=][a-zA-Z][1248])')(?=.*'fortran_order': *(?<order>True|False))(?=.*'shape': *\((?:(?<size>\d+),? *)+\)).*\}\s*\z",
        RegexOptions.Singleline)]
    private static partial Regex Header();
}
