using System.Runtime.InteropServices;

namespace Serverless.Learning.WeightFiles;

/// <summary>A float32 tensor with a shape.</summary>
/// <param name="Shape">The dimensions, slowest first.</param>
/// <param name="Values">The values, row-major; as many as the product of the dimensions.</param>
public sealed record NamedTensor(IReadOnlyList<long> Shape, float[] Values);

/// <summary>A tensor as stored in a file.</summary>
/// <param name="Type"><see cref="Float32"/> or <see cref="Int64"/>.</param>
/// <param name="Shape">The dimensions, slowest first; empty for a single number.</param>
/// <param name="Data">The values, row-major and little-endian, like the memory of every machine that .NET runs on.</param>
public sealed record StoredTensor(string Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>The name of float32 in a file.</summary>
    public const string Float32 = "F32";

    /// <summary>The name of int64 in a file.</summary>
    public const string Int64 = "I64";

    /// <summary>Returns the number of bytes of one number.</summary>
    /// <exception cref="ArgumentException">The type is unknown.</exception>
    public static int SizeOf(string type) => type switch
    {
        Float32 => sizeof(float),
        Int64 => sizeof(long),
        _ => throw new ArgumentException($"There is no type '{type}': {Float32} or {Int64}.", nameof(type)),
    };

    /// <summary>Returns the numbers of a float32 tensor.</summary>
    /// <param name="name">The tensor's name, for messages.</param>
    /// <exception cref="InvalidDataException">The tensor is of another type, or a number is not finite.</exception>
    public float[] Floats(string name)
    {
        if (Type != Float32)
        {
            throw new InvalidDataException($"'{name}' is not float32 within the file.");
        }

        var values = MemoryMarshal.Cast<byte, float>(Data.Span).ToArray();
        return values.All(float.IsFinite) ? values : throw new InvalidDataException($"'{name}' holds values that are not finite.");
    }

    /// <summary>Returns the numbers of an int64 tensor.</summary>
    /// <param name="name">The tensor's name, for messages.</param>
    /// <exception cref="InvalidDataException">The tensor is of another type.</exception>
    public long[] Wholes(string name) =>
        Type == Int64 ? MemoryMarshal.Cast<byte, long>(Data.Span).ToArray() : throw new InvalidDataException($"'{name}' is not int64 within the file.");
}
