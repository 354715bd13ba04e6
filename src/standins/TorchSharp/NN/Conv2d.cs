namespace TorchSharp.Modules;

/// <summary>A convolution over n × channels × height × width (or without n).</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(ConvolutionShape shape, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Conv2d), shape, hasBias, device, dtype)
    {
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = torch.nn.functional.pad(input, Shape.PaddingPerSide(), padding_mode);
            return torch.nn.functional.conv2d(padded, weight, bias, stride, [0L, 0L], dilation, groups);
        }

        return padding_type is { } rule
            ? torch.nn.functional.conv2d_padding(input, weight, bias, stride, rule, dilation, groups)
            : torch.nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}
