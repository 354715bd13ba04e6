using System.Runtime.InteropServices;

[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>The shim's functions. Those that return an <see cref="int"/> code go through <see cref="Check"/>.</summary>
static unsafe partial class LibTorch
{
    const string Shim = "torchsharp_shim";

    /// <summary>Throws what libtorch complained about when <paramref name="code"/> is not 0.</summary>
    /// <exception cref="ExternalException">libtorch threw; the message is its own.</exception>
    public static void Check(int code)
    {
        if (code != 0)
        {
            throw new ExternalException(Marshal.PtrToStringUTF8(ts_last_error()));
        }
    }

    [LibraryImport(Shim)]
    public static partial nint ts_last_error();

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ts_operator(string name, string overload, out nint found);

    [LibraryImport(Shim)]
    public static partial int ts_call(nint found, NativeValue* arguments, int count, out NativeValue* results, out int resultCount);

    [LibraryImport(Shim)]
    public static partial void ts_release(nint handle);

    [LibraryImport(Shim)]
    public static partial int ts_share(nint handle, out nint shared);

    [LibraryImport(Shim)]
    public static partial int ts_describe(nint handle, out TensorDescription description);

    [LibraryImport(Shim)]
    public static partial int ts_layout(nint handle, long* sizes, long* strides);

    [LibraryImport(Shim)]
    public static partial int ts_data(nint handle, out nint data);

    [LibraryImport(Shim)]
    public static partial int ts_requires_grad(nint handle, out int requiresGrad);

    [LibraryImport(Shim)]
    public static partial int ts_set_requires_grad(nint handle, int requiresGrad);

    [LibraryImport(Shim)]
    public static partial int ts_retain_grad(nint handle);

    [LibraryImport(Shim)]
    public static partial int ts_gradient(nint handle, out nint gradient);

    [LibraryImport(Shim)]
    public static partial int ts_set_gradient(nint handle, nint gradient);

    [LibraryImport(Shim)]
    public static partial int ts_grad_enabled();

    [LibraryImport(Shim)]
    public static partial void ts_set_grad_enabled(int enabled);

    [LibraryImport(Shim)]
    public static partial int ts_backward(
        nint* outputs, int outputCount, nint* seeds, int seedCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Shim)]
    public static partial int ts_grad(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* seeds, int seedCount, int retainGraph, int createGraph,
        int allowUnused, nint* gradients);

    [LibraryImport(Shim)]
    public static partial int ts_threads();

    [LibraryImport(Shim)]
    public static partial int ts_set_threads(int threads);

    [LibraryImport(Shim)]
    public static partial int ts_interop_threads();

    [LibraryImport(Shim)]
    public static partial int ts_set_interop_threads(int threads);

    [LibraryImport(Shim)]
    public static partial int ts_manual_seed(ulong seed);

    [LibraryImport(Shim)]
    public static partial int ts_default_generator(int deviceType, int deviceIndex, out nint generator);

    [LibraryImport(Shim)]
    public static partial int ts_new_generator(ulong seed, int deviceType, int deviceIndex, out nint generator);

    [LibraryImport(Shim)]
    public static partial void ts_release_generator(nint generator);

    [LibraryImport(Shim)]
    public static partial int ts_generator_seed(nint generator, out ulong seed);

    [LibraryImport(Shim)]
    public static partial int ts_generator_set_seed(nint generator, ulong seed);

    [LibraryImport(Shim)]
    public static partial int ts_generator_reseed(nint generator, out ulong seed);

    [LibraryImport(Shim)]
    public static partial int ts_generator_state(nint generator, out nint state);

    [LibraryImport(Shim)]
    public static partial int ts_generator_set_state(nint generator, nint state);

    [LibraryImport(Shim)]
    public static partial int ts_cuda_devices(out int count);

    [LibraryImport(Shim)]
    public static partial int ts_cuda_cudnn(out int available);

    [LibraryImport(Shim)]
    public static partial int ts_cuda_synchronize(long deviceIndex);
}
