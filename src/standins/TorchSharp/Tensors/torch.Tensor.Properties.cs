using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The size of each dimension; empty for a scalar.</summary>
        public long[] shape => size();

        public ScalarType dtype => (ScalarType)Describe().ScalarType;

        public DeviceType device_type => (DeviceType)Describe().DeviceType;

        public int device_index => Describe().DeviceIndex;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public long Dimensions => Describe().Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => Describe().Elements;

        /// <summary>Bytes per element.</summary>
        public long ElementSize => Describe().ElementSize;

        public Device device
        {
            get
            {
                var description = Describe();
                return new Device((DeviceType)description.DeviceType, description.DeviceIndex);
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long storage_offset() => Describe().StorageOffset;

        public bool is_contiguous() => Describe().IsContiguous != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public long[] size() => Layout().Sizes;

        public long size(int dim) => At(Layout().Sizes, dim);

        /// <summary>Elements to step over from one index to the next, for each dimension.</summary>
        public long[] stride() => Layout().Strides;

        public long stride(int dim) => At(Layout().Strides, dim);

        internal TensorDescription Describe()
        {
            LibTorch.Check(LibTorch.ts_describe(Handle, out var description));
            GC.KeepAlive(this);
            return description;
        }

        static long At(long[] values, int dim) =>
            values[dim < 0 ? dim + values.Length : dim];

        unsafe (long[] Sizes, long[] Strides) Layout()
        {
            var dimensions = Describe().Dimensions;
            var sizes = new long[dimensions];
            var strides = new long[dimensions];
            fixed (long* toSizes = sizes, toStrides = strides)
            {
                LibTorch.Check(LibTorch.ts_layout(Handle, toSizes, toStrides));
            }

            GC.KeepAlive(this);
            return (sizes, strides);
        }
    }
}
