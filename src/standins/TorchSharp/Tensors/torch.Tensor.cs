using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A libtorch tensor. It belongs to the dispose scope it was made in, if any; else to whoever disposes it, at last the finaliser.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        static long _totalCount;
        static long _peakCount;

        // Owns one reference to the TensorImpl; 0 once disposed or moved.
        internal nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            if (handle == 0)
            {
                // An undefined tensor, such as the gradient of an unused input: nothing to count or release.
                return;
            }

            var total = Interlocked.Increment(ref _totalCount);
            for (var peak = _peakCount; total > peak; peak = _peakCount)
            {
                Interlocked.CompareExchange(ref _peakCount, total, peak);
            }

            if (register)
            {
                CurrentDisposeScope?.Attach(this);
            }
        }

        ~Tensor() => Dispose(false);

        /// <summary>Managed tensors that are alive, in all threads; for watching that loops do not leak.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        /// <summary>The most managed tensors that were alive at once.</summary>
        public static long PeakCount => Interlocked.Read(ref _peakCount);

        public bool IsInvalid => handle == 0;

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Lets the tensor outlive its dispose scope: it moves to the one around that, or to none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningDisposeScope?.Detach(this);
            other?.Attach(this);
            return this;
        }

        /// <summary>A second handle on the same tensor, for functions that must return one of their own.</summary>
        public Tensor alias()
        {
            LibTorch.Check(LibTorch.ts_share(Handle, out var shared));
            GC.KeepAlive(this);
            return new Tensor(shared);
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>Whether both have the same shape and elements.</summary>
        public bool Equals(Tensor target) => Aten.CallForScalar("equal", this, target).ToBoolean();

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public override string ToString() =>
            IsInvalid ? "[disposed]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        protected virtual void Dispose(bool disposing)
        {
            var released = MoveHandle();
            if (released != 0)
            {
                LibTorch.ts_release(released);
            }
        }

        /// <summary>Takes the native tensor away from this object, which is then as good as disposed.</summary>
        internal nint MoveHandle()
        {
            var moved = Interlocked.Exchange(ref handle, 0);
            if (moved != 0)
            {
                Interlocked.Decrement(ref _totalCount);
            }

            return moved;
        }

        /// <summary>Makes this object stand for another native tensor, which it takes over.</summary>
        internal void Become(Tensor other)
        {
            other.OwningDisposeScope?.Detach(other);
            var former = Interlocked.Exchange(ref handle, other.MoveHandle());
            LibTorch.ts_release(former);
        }
    }
}
