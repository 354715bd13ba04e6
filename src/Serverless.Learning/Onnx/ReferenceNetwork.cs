using Google.Protobuf;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Learning.Onnx;

/// <summary>A small network that never changes, to measure how fast a machine runs networks at present. It is written without libtorch.</summary>
/// <remarks>
/// A stem and three inverted residual blocks (Sandler, Howard, Zhu, Zhmoginov, Chen 2018), with every kind of convolution that candidates have.
/// </remarks>
public static class ReferenceNetwork
{
    /// <summary>The version of the network. Increase it when the network changes, so that timings of different versions are not compared.</summary>
    public const int Version = 1;

    const int Width = 8;
    const int Expansion = 3;

    static readonly int[] Kernels = [3, 5, 3];

    /// <value>The shape of the network's input, and the number of classes.</value>
    public static ImageShape Shape { get; } = new(Channels: 1, Height: 28, Width: 28, Classes: 10);

    /// <returns>The bytes of an ONNX file, always the same.</returns>
    public static byte[] Write()
    {
        var random = RandomStream.For(seed: 0, generation: 0, index: 0);
        var graph = new OnnxGraph("reference");
        string Convolve(string input, int outputs, int inputsOfGroup, int kernel, int stride = 1, int groups = 1) => graph.Conv(
            input, graph.Weights(Values(outputs * inputsOfGroup * kernel * kernel), outputs, inputsOfGroup, kernel, kernel), kernel, stride, groups);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];

        var image = graph.Input("input", Shape.Channels, Shape.Height, Shape.Width);
        var value = graph.Relu(Convolve(image, Width, Shape.Channels, kernel: 3, stride: 2));
        foreach (var kernel in Kernels)
        {
            var expanded = graph.Relu(Convolve(value, Expansion * Width, Width, kernel: 1));
            var filtered = graph.Relu(Convolve(expanded, Expansion * Width, 1, kernel, groups: Expansion * Width));
            value = graph.Add(value, Convolve(filtered, Width, Expansion * Width, kernel: 1));
        }

        var pooled = graph.Flatten(graph.GlobalAveragePool(value));
        var logits = graph.Gemm(pooled, graph.Weights(Values(Shape.Classes * Width), Shape.Classes, Width), graph.Weights(Values(Shape.Classes), Shape.Classes));
        graph.Output("logits", logits, Shape.Classes);
        return OnnxExporter.Model(graph, []).ToByteArray();
    }
}
