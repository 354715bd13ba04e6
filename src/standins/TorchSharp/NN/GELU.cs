namespace TorchSharp.Modules;

/// <summary>x · Φ(x), Φ the normal distribution function.</summary>
public sealed class GELU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal GELU()
        : base(nameof(GELU))
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => tensor.gelu();
}
