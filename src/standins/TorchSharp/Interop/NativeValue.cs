using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>An operator's argument or result as the shim sees it: a tag, a count for lists, and 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
struct NativeValue
{
    public ValueKind Kind;
    public int Count;
    public long Bits;
}
