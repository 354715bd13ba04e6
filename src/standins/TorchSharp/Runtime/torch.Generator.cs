using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        nint _handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            LibTorch.Check(LibTorch.ts_new_generator(seed, (int)this.device.type, this.device.index, out _handle));
        }

        /// <summary>A device's default generator.</summary>
        internal Generator(Device device)
        {
            this.device = device;
            LibTorch.Check(LibTorch.ts_default_generator((int)device.type, device.index, out _handle));
        }

        ~Generator() => Dispose(false);

        /// <summary>The CPU's default generator.</summary>
        public static Generator Default => new(CPU);

        public IntPtr Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            LibTorch.Check(LibTorch.ts_generator_set_seed(Handle, unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Seeds itself with a number that cannot be foretold, and returns it.</summary>
        public long seed()
        {
            LibTorch.Check(LibTorch.ts_generator_reseed(Handle, out var seed));
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        public long initial_seed()
        {
            LibTorch.Check(LibTorch.ts_generator_seed(Handle, out var seed));
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        public Tensor get_state()
        {
            LibTorch.Check(LibTorch.ts_generator_state(Handle, out var state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            LibTorch.Check(LibTorch.ts_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var released = Interlocked.Exchange(ref _handle, 0);
            if (released != 0)
            {
                LibTorch.ts_release_generator(released);
            }
        }
    }
}
