namespace TorchSharp.Modules;

/// <summary>x · sigmoid(x).</summary>
public sealed class SiLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal SiLU()
        : base(nameof(SiLU))
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => tensor.silu();
}
