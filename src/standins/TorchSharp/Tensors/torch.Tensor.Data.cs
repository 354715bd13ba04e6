using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // Streams copy through a buffer of this many bytes.
        const int StreamBuffer = 1 << 16;

        /// <summary>The elements' memory itself, or a copy of it.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the CPU.</exception>
        /// <exception cref="ArgumentException">It has more than <see cref="int.MaxValue"/> bytes, or another number of bytes is set.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = NumberOfElements * ElementSize;
                if (length > int.MaxValue)
                {
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                }

                return new Span<byte>((void*)DataOnCpu(), (int)length);
            }

            set
            {
                if (value.Length != NumberOfElements * ElementSize)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(bytes);
            }
        }

        /// <summary>Access to the elements by index, or to a copy where the tensor is not on the CPU.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireElements<T>();
            return device_type == DeviceType.CPU ? new TensorAccessor<T>(this, owned: false) : new TensorAccessor<T>(cpu(), owned: true);
        }

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">There are several, or <typeparamref name="T"/> is not the element type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }

            RequireElements<T>();
            if (device_type != DeviceType.CPU)
            {
                using var here = cpu();
                return here.item<T>();
            }

            var value = *(T*)Data();
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>The only element as a number of whatever type it has.</summary>
        public Scalar ToScalar() => Aten.CallForScalar("item", this);

        /// <summary>Writes the elements' bytes, in row-major order and the machine's byte order.</summary>
        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = StreamBuffer)
        {
            ArgumentNullException.ThrowIfNull(stream);
            var start = (byte*)DataOnCpu();
            var length = NumberOfElements * ElementSize;
            for (long done = 0; done < length; done += bufferSize)
            {
                stream.Write(new ReadOnlySpan<byte>(start + done, (int)Math.Min(bufferSize, length - done)));
            }

            GC.KeepAlive(this);
        }

        /// <summary>Reads what <see cref="WriteBytesToStream"/> wrote.</summary>
        /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = StreamBuffer)
        {
            ArgumentNullException.ThrowIfNull(stream);
            var start = (byte*)DataOnCpu();
            var length = NumberOfElements * ElementSize;
            for (long done = 0; done < length; done += bufferSize)
            {
                stream.ReadExactly(new Span<byte>(start + done, (int)Math.Min(bufferSize, length - done)));
            }

            GC.KeepAlive(this);
        }

        internal nint Data()
        {
            LibTorch.Check(LibTorch.ts_data(Handle, out var data));
            return data;
        }

        nint DataOnCpu()
        {
            var description = Describe();
            if (description.IsContiguous == 0)
            {
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            }

            if (description.DeviceType != (int)DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }

            return Data();
        }

        void RequireElements<T>()
        {
            if (TypeOf<T>() != dtype)
            {
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            }
        }
    }
}
