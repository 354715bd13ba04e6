namespace TorchSharp.Modules;

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Tanh()
        : base(nameof(Tanh))
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => tensor.tanh();
}
