using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number handed to an operator: an integer, a floating-point number or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(ValueKind kind, long bits)
    {
        Kind = kind;
        Bits = bits;
    }

    /// <summary>The element type libtorch gives such a number: Int64, Float64 or Bool.</summary>
    public torch.ScalarType Type => Kind switch
    {
        ValueKind.Integer => torch.ScalarType.Int64,
        ValueKind.Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    internal double AsDouble => Kind == ValueKind.Real ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => Kind == ValueKind.Real ? checked((long)BitConverter.Int64BitsToDouble(Bits)) : Bits;

    public static implicit operator Scalar(byte value) => new(ValueKind.Integer, value);

    public static implicit operator Scalar(sbyte value) => new(ValueKind.Integer, value);

    public static implicit operator Scalar(short value) => new(ValueKind.Integer, value);

    public static implicit operator Scalar(int value) => new(ValueKind.Integer, value);

    public static implicit operator Scalar(long value) => new(ValueKind.Integer, value);

    public static implicit operator Scalar(Half value) => (double)value;

    public static implicit operator Scalar(float value) => (double)value;

    public static implicit operator Scalar(double value) => new(ValueKind.Real, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Scalar(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    /// <summary>Does nothing: unlike the real package's, this scalar holds no native memory.</summary>
    public void Dispose()
    {
    }
}
