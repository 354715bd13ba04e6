using System.Runtime.InteropServices;
using Serverless.Learning.Networks.Quantisation;
using TorchSharp.Modules;
using static TorchSharp.torch;
using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Layers whose weights and input are whole numbers, between QuantizeLinear and DequantizeLinear.</content>
/// <remarks>Runtimes make integer kernels of them. Numbers are kept in bytes: of fewer than 8 bits only some of a byte's values are taken.</remarks>
sealed partial class OnnxGraph
{
    /// <summary>A convolution, quantised where there is a quantiser.</summary>
    public string Conv(string input, Conv2d layer, ActivationQuantiser? quantiser) =>
        quantiser is null ? Conv(input, layer) : QuantisedConv(input, layer, quantiser, normalisation: null);

    /// <summary>A linear layer, quantised where there is a quantiser.</summary>
    public string Gemm(string input, Linear layer, ActivationQuantiser? quantiser) =>
        quantiser is null ? Gemm(input, layer) : QuantisedGemm(input, layer, quantiser, normalisation: null);

    /// <summary>A quantised convolution, with the batch normalisation behind it folded in.</summary>
    public string QuantisedConv(string input, Conv2d layer, ActivationQuantiser quantiser, WholeWeights.Normalisation? normalisation)
    {
        var grid = quantiser.Grid();
        var read = Quantise(input, grid);
        return Conv([read, .. Weights(layer.weight, layer.bias, quantiser.Bits, grid.Scale, normalisation)], layer);
    }

    /// <summary>A quantised linear layer, with the batch normalisation behind it folded in.</summary>
    public string QuantisedGemm(string input, Linear layer, ActivationQuantiser quantiser, WholeWeights.Normalisation? normalisation)
    {
        var grid = quantiser.Grid();
        var read = Quantise(input, grid);
        return Node("Gemm", [read, .. Weights(layer.weight, layer.bias, quantiser.Bits, grid.Scale, normalisation)], Integer("transB", 1));
    }

    /// <summary>Rounds numbers; hands them on where there is no quantiser.</summary>
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

    /// <summary>Weights and biases of a layer.</summary>
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
