using System.Runtime.InteropServices;

namespace OnnxRuntime.Tests;

/// <summary>The model y = max(x · W + b, 0), x being n × 3 and y n × 2, as ONNX bytes (field numbers as in onnx.proto).</summary>
static class SmallModel
{
    public const int Inputs = 3;
    public const int Outputs = 2;

    const ulong Float = 1;
    const ulong IrVersion = 8;
    const ulong Opset = 17;

    public static readonly float[] Weights = [1, -1, 2, 0.5f, -3, 4];
    public static readonly float[] Bias = [0.5f, -10];

    public static byte[] Bytes() => new ProtobufWriter()
        .Number(1, IrVersion)
        .Message(7, graph =>
        {
            Node(graph, "MatMul", "product", "x", "W");
            Node(graph, "Add", "sum", "product", "b");
            Node(graph, "Relu", "y", "sum");
            graph.Text(2, "small");
            Constant(graph, "W", Weights, Inputs, Outputs);
            Constant(graph, "b", Bias, Outputs);
            Value(graph, 11, "x", Inputs);
            Value(graph, 12, "y", Outputs);
        })
        .Message(8, opset => opset.Number(2, Opset))
        .ToArray();

    /// <summary>What the model computes for one row.</summary>
    public static float[] Expected(ReadOnlySpan<float> x)
    {
        var y = new float[Outputs];
        for (var column = 0; column < Outputs; column++)
        {
            var sum = Bias[column];
            for (var row = 0; row < Inputs; row++)
            {
                sum += x[row] * Weights[(row * Outputs) + column];
            }

            y[column] = Math.Max(sum, 0);
        }

        return y;
    }

    static void Node(ProtobufWriter graph, string operation, string output, params string[] inputs) => graph.Message(1, node =>
    {
        Array.ForEach(inputs, input => node.Text(1, input));
        node.Text(2, output).Text(4, operation);
    });

    static void Constant(ProtobufWriter graph, string name, float[] elements, params int[] sizes) => graph.Message(5, tensor =>
    {
        Array.ForEach(sizes, size => tensor.Number(1, (ulong)size));
        tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(elements));
    });

    /// <summary>A graph's input or output of any number of rows.</summary>
    static void Value(ProtobufWriter graph, int field, string name, int columns) => graph.Message(field, value =>
        value.Text(1, name).Message(2, type => type.Message(1, tensor => tensor
            .Number(1, Float)
            .Message(2, shape => shape
                .Message(1, rows => rows.Text(2, "n"))
                .Message(1, size => size.Number(1, (ulong)columns))))));
}
