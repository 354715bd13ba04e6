using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Lets the convolutions and last layers that this thread computes do so in bfloat16; all else stays in 32 bits.</summary>
/// <remarks>Weights are rounded each time they are used and keep their 32 bits, so that small steps are not lost.</remarks>
static class MixedPrecision
{
    [ThreadStatic]
    static bool s_isOn;

    /// <summary>Runs a computation in mixed precision.</summary>
    public static T Run<T>(Func<T> compute)
    {
        var before = s_isOn;
        s_isOn = true;
        try
        {
            return compute();
        }
        finally
        {
            s_isOn = before;
        }
    }

    /// <summary>Convolves, in the precision that this thread is at.</summary>
    public static Tensor Compute(this Conv2d layer, Tensor input) => s_isOn
        ? nn.functional.conv2d(
            Rounded(input), Rounded(layer.weight), layer.bias is { } bias ? Rounded(bias) : null, layer.stride, layer.padding, layer.dilation, layer.groups)
            .to(ScalarType.Float32)
        : layer.call(input);

    /// <summary>Multiplies, in the precision that this thread is at.</summary>
    public static Tensor Compute(this Linear layer, Tensor input) => s_isOn
        ? nn.functional.linear(Rounded(input), Rounded(layer.weight), layer.bias is { } bias ? Rounded(bias) : null).to(ScalarType.Float32)
        : layer.call(input);

    /// <summary>Convolves by other weights than the layer's, in the precision that this thread is at.</summary>
    public static Tensor Compute(this Conv2d layer, Tensor input, Tensor weight) => s_isOn
        ? nn.functional.conv2d(
            Rounded(input), Rounded(weight), layer.bias is { } bias ? Rounded(bias) : null, layer.stride, layer.padding, layer.dilation, layer.groups)
            .to(ScalarType.Float32)
        : nn.functional.conv2d(input, weight, layer.bias, layer.stride, layer.padding, layer.dilation, layer.groups);

    /// <summary>Multiplies by other weights than the layer's, in the precision that this thread is at.</summary>
    public static Tensor Compute(this Linear layer, Tensor input, Tensor weight) => s_isOn
        ? nn.functional.linear(Rounded(input), Rounded(weight), layer.bias is { } bias ? Rounded(bias) : null).to(ScalarType.Float32)
        : nn.functional.linear(input, weight, layer.bias);

    static Tensor Rounded(Tensor value) => value.to(ScalarType.BFloat16);
}
