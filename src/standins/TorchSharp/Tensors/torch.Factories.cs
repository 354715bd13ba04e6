using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("full", size, value, dtype ?? Natural(value), Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([size], value, dtype, device, requires_grad);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.full_like(value, dtype, device, requires_grad);

    /// <summary>start, start + step ... up to but not including stop.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var integral = start.Type == ScalarType.Int64 && stop.Type == ScalarType.Int64 && step.Type == ScalarType.Int64;
        var type = dtype ?? (integral ? ScalarType.Int64 : get_default_dtype());
        return Aten.Call("arange.start_step", start, stop, step, type, Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);
    }

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("linspace", start, end, steps, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("eye.m", rows, columns < 0 ? rows : columns, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    /// <summary>Integers drawn uniformly from [low, high).</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        Aten.Call(
                "randint.low_generator", low, high, size, generator, dtype ?? ScalarType.Int64, Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    /// <summary>A random order of 0 ... n - 1.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Aten.Call("randperm.generator", n, generator, dtype ?? ScalarType.Int64, Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    static Tensor Make(string name, long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
        Aten.Call(name, size, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    static Tensor Make(
        string name, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator) =>
        Aten.Call(name, size, generator, dtype ?? get_default_dtype(), Argument.None, InitializeDevice(device))
            .with_requires_grad(requires_grad);

    /// <summary>Copies numbers from managed memory into a new tensor.</summary>
    static unsafe Tensor From<T>(
        ReadOnlySpan<T> numbers, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        device = InitializeDevice(device);
        var made = empty(dimensions, TypeOf<T>(), CPU);
        if (made.NumberOfElements != numbers.Length)
        {
            made.Dispose();
            throw new ArgumentException($"{numbers.Length} elements do not fill a tensor of shape [{string.Join(',', dimensions.ToArray())}].");
        }

        numbers.CopyTo(new Span<T>((void*)made.Data(), numbers.Length));
        if ((dtype ?? made.dtype) != made.dtype || device.type != DeviceType.CPU)
        {
            made = made.to(dtype ?? made.dtype, device, disposeAfter: true);
        }

        return made.with_requires_grad(requires_grad);
    }

    static ReadOnlySpan<T> Span<T>(IList<T> list) => list switch
    {
        T[] array => array,
        List<T> numbers => CollectionsMarshal.AsSpan(numbers),
        _ => list.ToArray(),
    };

    static ReadOnlySpan<T> Elements<T>(Array array)
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    static ScalarType Natural(Scalar value) => value.Type == ScalarType.Float64 ? get_default_dtype() : value.Type;
}
