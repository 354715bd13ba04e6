namespace TorchSharp.Modules;

/// <summary>1 / (1 + e⁻ˣ).</summary>
public sealed class Sigmoid : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Sigmoid()
        : base(nameof(Sigmoid))
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => tensor.sigmoid();
}
