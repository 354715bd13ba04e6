namespace TorchSharp.Interop;

/// <summary>What a <see cref="NativeValue"/> carries; the shim's enum has the same numbers.</summary>
enum ValueKind
{
    None = 0,
    Default = 1,
    Tensor = 2,
    Integer = 3,
    Real = 4,
    Boolean = 5,
    Integers = 6,
    Tensors = 7,
    OptionalTensors = 8,
    Device = 9,
    Generator = 10,
    Text = 11,
}
