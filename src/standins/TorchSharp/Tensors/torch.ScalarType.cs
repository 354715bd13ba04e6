namespace TorchSharp;

public static partial class torch
{
    public static ScalarType @bool = ScalarType.Bool;

    public static ScalarType uint8 = ScalarType.Byte;

    public static ScalarType int8 = ScalarType.Int8;

    public static ScalarType int16 = ScalarType.Int16;

    public static ScalarType int32 = ScalarType.Int32;

    public static ScalarType int64 = ScalarType.Int64;

    public static ScalarType float16 = ScalarType.Float16;

    public static ScalarType bfloat16 = ScalarType.BFloat16;

    public static ScalarType float32 = ScalarType.Float32;

    public static ScalarType float64 = ScalarType.Float64;

    static ScalarType _defaultType = ScalarType.Float32;

    /// <summary>A tensor's element types, by libtorch's numbers.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        ComplexFloat32 = 9,
        ComplexFloat64 = 10,
        Bool = 11,
        BFloat16 = 15,
    }

    /// <summary>The floating type that factories use when none is named.</summary>
    public static ScalarType get_default_dtype() => _defaultType;

    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype))
        {
            throw new ArgumentException("Only floating point types are supported as the default type.", nameof(dtype));
        }

        _defaultType = dtype;
    }

    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>The element type that holds <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">No element type does.</exception>
    internal static ScalarType TypeOf<T>() => typeof(T) switch
    {
        var type when type == typeof(byte) => ScalarType.Byte,
        var type when type == typeof(sbyte) => ScalarType.Int8,
        var type when type == typeof(short) => ScalarType.Int16,
        var type when type == typeof(int) => ScalarType.Int32,
        var type when type == typeof(long) => ScalarType.Int64,
        var type when type == typeof(Half) => ScalarType.Float16,
        var type when type == typeof(float) => ScalarType.Float32,
        var type when type == typeof(double) => ScalarType.Float64,
        var type when type == typeof(bool) => ScalarType.Bool,
        var type => throw new NotSupportedException($"The type {type.FullName} is not supported."),
    };
}
