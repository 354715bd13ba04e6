namespace Serverless.Learning.Onnx;

/// <content>Operators on tensors of any shape, for surrogates.</content>
sealed partial class OnnxGraph
{
    /// <summary>Adds a constant.</summary>
    public string Weights(float[] values, params ReadOnlySpan<long> dimensions) =>
        Constant($"weights{_graph.Initializer.Count}", values, dimensions);

    /// <summary>Returns the identity matrix, size × size; one constant for each size.</summary>
    public string Identity(int size)
    {
        var values = new float[size * size];
        for (var place = 0; place < size; place++)
        {
            values[place * (size + 1)] = 1;
        }

        return Constant($"identity{size}", values, [size, size]);
    }

    /// <summary>Adds a convolution whose output size is the input size divided by the stride, rounded up.</summary>
    /// <param name="input">The name of the input, N × channels × height × width.</param>
    /// <param name="weight">The name of the weights, output channels × channels of a group × kernel × kernel.</param>
    /// <param name="kernel">The kernel size, odd.</param>
    /// <param name="stride">The stride in both directions.</param>
    /// <param name="groups">The number of groups of channels.</param>
    public string Conv(string input, string weight, long kernel, long stride = 1, long groups = 1)
    {
        var padding = kernel / 2;
        return Node(
            "Conv",
            [input, weight],
            Integers("kernel_shape", [kernel, kernel]),
            Integers("strides", [stride, stride]),
            Integers("pads", [padding, padding, padding, padding]),
            Integer("group", groups));
    }

    public string Subtract(string first, string second) => Node("Sub", [first, second]);

    public string Divide(string first, string second) => Node("Div", [first, second]);

    public string Exp(string input) => Node("Exp", [input]);

    public string Sqrt(string input) => Node("Sqrt", [input]);

    public string Tanh(string input) => Node("Tanh", [input]);

    public string MatMul(string first, string second) => Node("MatMul", [first, second]);

    /// <summary>Computes input · weightᵀ + bias.</summary>
    public string Gemm(string input, string weight, string bias) => Node("Gemm", [input, weight, bias], Integer("transB", 1));

    public string LayerNormalization(string input, string scale, string shift, float epsilon) =>
        Node("LayerNormalization", [input, scale, shift], Integer("axis", -1), Float("epsilon", epsilon));

    public string Reshape(string input, params long[] shape) =>
        Node("Reshape", [input, Constant($"shape{string.Join('x', shape)}", shape)]);

    public string Transpose(string input, params long[] order) => Node("Transpose", [input], Integers("perm", order));

    public string Concat(IReadOnlyList<string> inputs, long axis) => Node("Concat", inputs, Integer("axis", axis));

    /// <summary>Selects one index of an axis, and removes the axis.</summary>
    public string Take(string input, long axis, long place) =>
        Node("Gather", [input, Constant($"place{place}", place)], Integer("axis", axis));

    /// <summary>Selects one index of an axis, and keeps the axis.</summary>
    public string Keep(string input, long axis, long place) =>
        Node("Gather", [input, Constant($"places{place}", new[] { place })], Integer("axis", axis));

    /// <summary>Selects the index of the first axis that another value holds, and removes the axis.</summary>
    public string Choose(string input, string place) => Node("Gather", [input, place], Integer("axis", 0));

    /// <summary>Sums along an axis, and removes the axis.</summary>
    public string ReduceSum(string input, long axis) =>
        Node("ReduceSum", [input, Constant($"axis{axis}", new[] { axis })], Integer("keepdims", 0));

    /// <summary>Splits an axis into equal parts, in order.</summary>
    public string[] Split(string input, long axis, int parts)
    {
        var name = NextName("Split");
        string[] outputs = [.. Enumerable.Range(0, parts).Select(part => $"{name}.{part}")];
        Node(name, "Split", [input], outputs, Integer("axis", axis));
        return outputs;
    }
}
