using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What the shim tells about a tensor in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
struct TensorDescription
{
    public int ScalarType;
    public int DeviceType;
    public int DeviceIndex;
    public int Dimensions;
    public long Elements;
    public long ElementSize;
    public long StorageOffset;
    public int IsContiguous;
    public int IsLeaf;
}
