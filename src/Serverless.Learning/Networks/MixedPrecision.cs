using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Computes convolutions and final layers on this thread in bfloat16; everything else stays in 32 bits.</summary>
/// <remarks>Weights are rounded at each use but stored in 32 bits, so that small steps are not lost.</remarks>
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

    /// <summary>Computes a convolution in the current precision of this thread.</summary>
    public static Tensor Compute(this Conv2d layer, Tensor input) => s_isOn
        ? nn.functional.conv2d(
            Rounded(input), Rounded(layer.weight), layer.bias is { } bias ? Rounded(bias) : null, layer.stride, layer.padding, layer.dilation, layer.groups)
            .to(ScalarType.Float32)
        : layer.call(input);

    /// <summary>Computes a linear layer in the current precision of this thread.</summary>
    public static Tensor Compute(this Linear layer, Tensor input) => s_isOn
        ? nn.functional.linear(Rounded(input), Rounded(layer.weight), layer.bias is { } bias ? Rounded(bias) : null).to(ScalarType.Float32)
        : layer.call(input);

    /// <summary>
    /// Computes a convolution with <paramref name="weight"/> in place of the layer's weights, in the current precision of this thread.
    /// </summary>
    public static Tensor Compute(this Conv2d layer, Tensor input, Tensor weight) => s_isOn
        ? nn.functional.conv2d(
            Rounded(input), Rounded(weight), layer.bias is { } bias ? Rounded(bias) : null, layer.stride, layer.padding, layer.dilation, layer.groups)
            .to(ScalarType.Float32)
        : nn.functional.conv2d(input, weight, layer.bias, layer.stride, layer.padding, layer.dilation, layer.groups);

    /// <summary>
    /// Computes a linear layer with <paramref name="weight"/> in place of the layer's weights, in the current precision of this thread.
    /// </summary>
    public static Tensor Compute(this Linear layer, Tensor input, Tensor weight) => s_isOn
        ? nn.functional.linear(Rounded(input), Rounded(weight), layer.bias is { } bias ? Rounded(bias) : null).to(ScalarType.Float32)
        : nn.functional.linear(input, weight, layer.bias);

    static Tensor Rounded(Tensor value) => value.to(ScalarType.BFloat16);
}
