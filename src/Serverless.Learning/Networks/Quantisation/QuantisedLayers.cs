using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Quantisation;

/// <summary>Computes convolutions and linear layers with quantised weights and input.</summary>
static class QuantisedLayers
{
    /// <summary>Computes a convolution; without a quantiser it is not quantised.</summary>
    public static Tensor Compute(this ActivationQuantiser? quantiser, Conv2d layer, Tensor input) => quantiser is null or { IsBypassed: true }
        ? layer.Compute(input)
        : layer.Compute(quantiser.call(input), Quantise(layer.weight, quantiser.Bits));

    /// <summary>Computes a linear layer; without a quantiser it is not quantised.</summary>
    public static Tensor Compute(this ActivationQuantiser? quantiser, Linear layer, Tensor input) => quantiser is null or { IsBypassed: true }
        ? layer.Compute(input)
        : layer.Compute(quantiser.call(input), Quantise(layer.weight, quantiser.Bits));

    /// <summary>Returns the highest integer level of weights of a bit width; the lowest level is its negative.</summary>
    public static int MostOf(int bits) => (1 << (bits - 1)) - 1;

    /// <summary>Rounds the weights of each output to multiples of their largest magnitude divided by <see cref="MostOf"/>.</summary>
    /// <remarks>Gradients pass as if nothing was rounded.</remarks>
    static Tensor Quantise(Tensor weight, int bits)
    {
        var plain = weight.detach();
        var greatest = plain.abs().amax([.. Enumerable.Range(1, (int)plain.dim() - 1).Select(axis => (long)axis)], true);
        var scale = where(greatest.gt(0), greatest, ones_like(greatest)) / MostOf(bits);
        var rounded = (plain / scale).round() * scale;
        return is_grad_enabled() ? weight + (rounded - plain) : rounded;
    }
}
