namespace TorchSharp.Modules;

/// <summary>Normalises each sample over its last dimensions, then scales and shifts.</summary>
public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    readonly long[] _shape;
    readonly double _eps;

    internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        _shape = shape;
        _eps = eps;
        if (affine)
        {
            register_parameter(nameof(weight), new Parameter(torch.ones(shape, dtype, device)));
        }

        if (affine && hasBias)
        {
            register_parameter(nameof(bias), new Parameter(torch.zeros(shape, dtype, device)));
        }
    }

    public Parameter? weight => Registered(nameof(weight));

    public Parameter? bias => Registered(nameof(bias));

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.layer_norm(tensor, _shape, weight, bias, _eps);
}
