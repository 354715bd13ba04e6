using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads that one operator may use on the CPU.</summary>
    public static int get_num_threads() => LibTorch.ts_threads();

    public static void set_num_threads(int num) => LibTorch.Check(LibTorch.ts_set_threads(num));

    /// <summary>Threads that run operators of one graph side by side.</summary>
    public static int get_num_interop_threads() => LibTorch.ts_interop_threads();

    /// <exception cref="System.Runtime.InteropServices.ExternalException">Parallel work has already started.</exception>
    public static void set_num_interop_threads(int num) => LibTorch.Check(LibTorch.ts_set_interop_threads(num));
}
