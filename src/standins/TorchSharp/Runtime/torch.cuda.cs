using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>The CUDA devices, if libtorch was built for them and a driver is there.</summary>
    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count()
        {
            LibTorch.Check(LibTorch.ts_cuda_devices(out var count));
            return count;
        }

        public static bool is_cudnn_available()
        {
            LibTorch.Check(LibTorch.ts_cuda_cudnn(out var available));
            return available != 0;
        }

        public static void manual_seed(long seed)
        {
            if (is_available())
            {
                using var generator = new Generator(CUDA);
                generator.manual_seed(seed);
            }
        }

        /// <summary>Waits until the device has done what it was given.</summary>
        public static void synchronize(Device? device = null) => LibTorch.Check(LibTorch.ts_cuda_synchronize(device?.index ?? -1));
    }
}
