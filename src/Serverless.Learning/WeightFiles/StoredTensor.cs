using System.Runtime.InteropServices;

namespace Serverless.Learning.WeightFiles;

/// <summary>Numbers in a shape.</summary>
/// <param name="Shape">Dimensions, the slowest first.</param>
/// <param name="Values">As many as the dimensions' product, row-major.</param>
public sealed record NamedTensor(IReadOnlyList<long> Shape, float[] Values);

/// <summary>A tensor as its file has it.</summary>
/// <param name="Type"><see cref="Float32"/> or <see cref="Int64"/>.</param>
/// <param name="Shape">Dimensions, the slowest first; none for a single number.</param>
/// <param name="Data">Row-major and little-endian, as every machine that .NET runs on has them.</param>
public sealed record StoredTensor(string Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>float32, as the file names it.</summary>
    public const string Float32 = "F32";

    /// <summary>int64, as the file names it.</summary>
    public const string Int64 = "I64";

    /// <summary>Bytes of a number.</summary>
    /// <exception cref="ArgumentException">No such type.</exception>
    public static int SizeOf(string type) => type switch
    {
        Float32 => sizeof(float),
        Int64 => sizeof(long),
        _ => throw new ArgumentException($"There is no type '{type}': {Float32} or {Int64}.", nameof(type)),
    };

    /// <summary>The numbers of a float32 tensor.</summary>
    /// <param name="name">Names it in errors.</param>
    /// <exception cref="InvalidDataException">It is of another type, or one of them is not finite.</exception>
    public float[] Floats(string name)
    {
        if (Type != Float32)
        {
            throw new InvalidDataException($"'{name}' is no float32 within the file.");
        }

        var values = MemoryMarshal.Cast<byte, float>(Data.Span).ToArray();
        return values.All(float.IsFinite) ? values : throw new InvalidDataException($"'{name}' holds what is no finite number.");
    }

    /// <summary>The numbers of an int64 tensor.</summary>
    /// <param name="name">Names it in errors.</param>
    /// <exception cref="InvalidDataException">It is of another type.</exception>
    public long[] Wholes(string name) =>
        Type == Int64 ? MemoryMarshal.Cast<byte, long>(Data.Span).ToArray() : throw new InvalidDataException($"'{name}' is no int64 within the file.");
}
