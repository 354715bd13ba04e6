namespace TorchSharp.Modules;

/// <summary>x · weightᵀ + bias over the last dimension.</summary>
public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Linear))
    {
        register_parameter(nameof(weight), new Parameter(torch.empty(outputSize, inputSize, dtype, device)));
        if (hasBias)
        {
            register_parameter(nameof(bias), new Parameter(torch.empty(outputSize, dtype, device)));
        }

        torch.nn.init.Uniform(weight, bias);
    }

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        register_parameter(nameof(this.weight), weight);
        if (bias is not null)
        {
            register_parameter(nameof(this.bias), bias);
        }
    }

    public Parameter weight => Registered(nameof(weight))!;

    public Parameter? bias => Registered(nameof(bias));

    public long in_features => weight.size(1);

    public long out_features => weight.size(0);

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, weight, bias);
}
