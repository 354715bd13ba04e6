using System.Runtime.InteropServices;
using Serverless.Learning.Networks.Quantisation;
using TorchSharp.Modules;
using static TorchSharp.torch;
using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Layers with integer weights and inputs, between QuantizeLinear and DequantizeLinear.</content>
/// <remarks>
/// Runtimes use integer kernels for them. Numbers are stored in bytes; for fewer than 8 bits only some of a byte's values are used.
/// </remarks>
sealed partial class OnnxGraph
{
    /// <summary>Adds a convolution, quantised if there is a quantiser.</summary>
    public string Conv(string input, Conv2d layer, ActivationQuantiser? quantiser) =>
        quantiser is null ? Conv(input, layer) : QuantisedConv(input, layer, quantiser, normalisation: null);

    /// <summary>Adds a linear layer, quantised if there is a quantiser.</summary>
    public string Gemm(string input, Linear layer, ActivationQuantiser? quantiser) =>
        quantiser is null ? Gemm(input, layer) : QuantisedGemm(input, layer, quantiser, normalisation: null);

    /// <summary>Adds a quantised convolution, with the batch normalisation after it folded in.</summary>
    public string QuantisedConv(string input, Conv2d layer, ActivationQuantiser quantiser, WholeWeights.Normalisation? normalisation)
    {
        var grid = quantiser.Grid();
        var read = Quantise(input, grid);
        return Conv([read, .. Weights(layer.weight, layer.bias, quantiser.Bits, grid.Scale, normalisation)], layer);
    }

    /// <summary>Adds a quantised linear layer, with the batch normalisation after it folded in.</summary>
    public string QuantisedGemm(string input, Linear layer, ActivationQuantiser quantiser, WholeWeights.Normalisation? normalisation)
    {
        var grid = quantiser.Grid();
        var read = Quantise(input, grid);
        return Node("Gemm", [read, .. Weights(layer.weight, layer.bias, quantiser.Bits, grid.Scale, normalisation)], Integer("transB", 1));
    }

    /// <summary>Rounds numbers by a quantiser; without one, returns the input.</summary>
    public string Quantise(string input, ActivationQuantiser? quantiser) => quantiser is null ? input : Quantise(input, quantiser.Grid());

    string Quantise(string input, QuantisationGrid grid)
    {
        var name = NextName("QuantizeLinear");
        var scale = Constant($"{name}.scale", [grid.Scale], []);
        var zero = Constant($"{name}.zero", DataType.Uint8, [grid.Zero], []);
        var quantised = Node("QuantizeLinear", [input, scale, zero]);
        if (grid.Levels < byte.MaxValue)
        {
            var most = Constant($"most{grid.Levels}", DataType.Uint8, [grid.Levels], []);
            quantised = Node("Clip", [quantised, Constant("least", DataType.Uint8, [0], []), most]);
        }

        return Node("DequantizeLinear", [quantised, scale, zero]);
    }

    /// <summary>Adds the weights and biases of a layer.</summary>
    string[] Weights(Tensor weight, Tensor? bias, int bits, float inputScale, WholeWeights.Normalisation? normalisation)
    {
        var whole = WholeWeights.Of(weight, bias, bits, inputScale, normalisation);
        long[] outputs = [weight.shape[0]];
        var name = NextName("Weights");
        var weights = Node(
            "DequantizeLinear",
            [
                Constant($"{name}.weight", DataType.Uint8, whole.Weights, weight.shape),
                Constant($"{name}.scale", whole.Scales, outputs),
                Constant($"{name}.zero", DataType.Uint8, [.. Enumerable.Repeat(WholeWeights.Zero, whole.Scales.Length)], outputs),
            ],
            Integer("axis", 0));
        var biases = Node(
            "DequantizeLinear",
            [
                Constant($"{name}.bias", DataType.Int32, MemoryMarshal.AsBytes<int>(whole.Biases), outputs),
                Constant($"{name}.biasScale", whole.BiasScales, outputs),
            ],
            Integer("axis", 0));
        return [weights, biases];
    }
}
