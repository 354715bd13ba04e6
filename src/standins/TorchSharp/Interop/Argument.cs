using System.Text;

namespace TorchSharp.Interop;

/// <summary>An operator's argument on the managed side; conversions keep the call sites as short as the operators' schemas.</summary>
readonly struct Argument
{
    Argument(ValueKind kind, long bits = 0, object? reference = null, int count = 0)
    {
        Kind = kind;
        Bits = bits;
        Reference = reference;
        Count = count;
    }

    /// <summary>An absent optional argument.</summary>
    public static Argument None => default;

    /// <summary>The default that the operator's schema gives.</summary>
    public static Argument Default => new(ValueKind.Default);

    public ValueKind Kind { get; }

    public long Bits { get; }

    /// <summary>The tensor, array or generator, kept alive until the call is over.</summary>
    public object? Reference { get; }

    /// <summary>Elements of a list, or the device type.</summary>
    public int Count { get; }

    /// <summary>How many machine words a list takes when it is laid out for the call.</summary>
    public int Words => Kind switch
    {
        ValueKind.Integers or ValueKind.Tensors or ValueKind.OptionalTensors => Count,
        ValueKind.Text => (Count + sizeof(long) - 1) / sizeof(long),
        _ => 0,
    };

    public static implicit operator Argument(torch.Tensor? tensor) =>
        tensor is null ? None : new Argument(ValueKind.Tensor, tensor.Handle, tensor);

    public static implicit operator Argument(long value) => new(ValueKind.Integer, value);

    public static implicit operator Argument(long? value) => value is null ? None : value.Value;

    public static implicit operator Argument(double value) => new(ValueKind.Real, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(double? value) => value is null ? None : value.Value;

    public static implicit operator Argument(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static implicit operator Argument(Scalar? value) => value is null ? None : new Argument(value.Kind, value.Bits);

    public static implicit operator Argument(torch.ScalarType value) => new(ValueKind.Integer, (long)value);

    public static implicit operator Argument(torch.ScalarType? value) => value is null ? None : value.Value;

    public static implicit operator Argument(long[]? values) =>
        values is null ? None : new Argument(ValueKind.Integers, 0, values, values.Length);

    public static implicit operator Argument(torch.Tensor[] tensors) => new(ValueKind.Tensors, 0, tensors, tensors.Length);

    public static implicit operator Argument(torch.Device? device) =>
        device is null ? None : new Argument(ValueKind.Device, device.index, null, (int)device.type);

    public static implicit operator Argument(torch.Generator? generator) =>
        generator is null ? None : new Argument(ValueKind.Generator, generator.Handle, generator);

    public static implicit operator Argument(string? text)
    {
        if (text is null)
        {
            return None;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return new Argument(ValueKind.Text, 0, bytes, bytes.Length);
    }

    /// <summary>A list whose null entries stand for absent tensors, as in advanced indexing.</summary>
    public static Argument Optional(torch.Tensor?[] tensors) => new(ValueKind.OptionalTensors, 0, tensors, tensors.Length);

    /// <summary>Lays a list's elements out from <paramref name="room"/> on.</summary>
    public void CopyTo(Span<nint> room)
    {
        switch (Reference)
        {
            case long[] integers:
                integers.CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<nint, long>(room));
                break;
            case byte[] text:
                text.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(room));
                break;
            case torch.Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                {
                    room[i] = tensors[i] is null ? 0 : tensors[i]!.Handle;
                }

                break;
        }
    }
}
