using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>A tensor's only element as a number, and tensors in the .NET file format: type, shape and raw bytes.</summary>
public static class TensorExtensionMethods
{
    // libtorch's operators take no more.
    const int MostDimensions = 64;

    public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor);

    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();

    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();

    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        using var here = tensor.cpu();
        using var rows = here.contiguous();
        writer.Encode((long)rows.dtype);
        var shape = rows.shape;
        writer.Encode(shape.Length);
        Array.ForEach(shape, writer.Encode);
        writer.Flush();
        rows.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Overwrites the tensor with what <see cref="Save"/> wrote, or only reads past it.</summary>
    /// <exception cref="ArgumentException">The stored tensor has another type or shape.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var loaded = Load(reader, skip);
        if (skip)
        {
            return;
        }

        if (loaded.dtype != tensor.dtype)
        {
            throw new ArgumentException($"Mismatched tensor data types while loading: expected {tensor.dtype}, found {loaded.dtype}.");
        }

        if (!loaded.shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                $"Mismatched tensor shape while loading: expected [{string.Join(',', tensor.shape)}], found [{string.Join(',', loaded.shape)}].");
        }

        using var noGradients = torch.no_grad();
        tensor.copy_(loaded).Dispose();
    }

    /// <summary>Reads a tensor; with <paramref name="skip"/> its elements are passed over and undefined.</summary>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var type = (torch.ScalarType)reader.Decode();
        var dimensions = reader.Decode();
        if (dimensions > MostDimensions)
        {
            throw new InvalidDataException($"A tensor of {dimensions} dimensions: the stream holds something else.");
        }

        var shape = new long[dimensions];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Decode();
        }

        var tensor = torch.empty(shape, type, torch.CPU);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }
}
