namespace TorchSharp.Modules;

/// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
public sealed class Hardswish : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Hardswish(bool inplace)
        : base(nameof(Hardswish)) => this.inplace = inplace;

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        inplace ? TorchSharp.Interop.Aten.Call("hardswish_", tensor) : tensor.hardswish();
}
