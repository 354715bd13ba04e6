namespace TorchSharp.Modules;

/// <summary>What convolutions of any number of dimensions have in common: weight, bias and geometry.</summary>
public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private protected Convolution(string name, ConvolutionShape shape, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(name)
    {
        Shape = shape;
        long[] sizes = [shape.OutChannels, shape.InChannels / shape.Groups, .. shape.KernelSize];
        register_parameter(nameof(weight), new Parameter(torch.empty(sizes, dtype, device)));
        if (hasBias)
        {
            register_parameter(nameof(bias), new Parameter(torch.empty(shape.OutChannels, dtype, device)));
        }

        reset_parameters();
    }

    public Parameter weight => Registered(nameof(weight))!;

    public Parameter? bias => Registered(nameof(bias));

    public long in_channels => Shape.InChannels;

    public long out_channels => Shape.OutChannels;

    public long[] kernel_size => Shape.KernelSize;

    public long[] stride => Shape.Stride;

    /// <summary>Null when the padding is given by rule.</summary>
    public long[]? padding => Shape.Padding;

    public Padding? padding_type => Shape.PaddingType;

    public long[] dilation => Shape.Dilation;

    public long groups => Shape.Groups;

    public PaddingModes padding_mode => Shape.PaddingMode;

    private protected ConvolutionShape Shape { get; }

    /// <summary>Draws weight and bias anew, uniformly within ±1/√(fan in), as PyTorch does.</summary>
    public void reset_parameters() => torch.nn.init.Uniform(weight, bias);
}
