using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates;

/// <summary>Makes lines piecewise linear: at each knot the slope changes, by adding Σ_k change_k · max(0, x − knot_k).</summary>
/// <param name="Knots">The knots, outputs × K.</param>
/// <param name="Changes">The changes of slope, outputs × K.</param>
sealed record Bends(float[] Knots, float[] Changes)
{
    /// <summary>Returns what is added to an output for which the network gives <paramref name="value"/>.</summary>
    /// <param name="output">The index of the output.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="value">The output of the network.</param>
    public float At(int output, int outputs, float value)
    {
        var each = Knots.Length / outputs;
        var sum = 0f;
        for (var i = output * each; i < (output + 1) * each; i++)
        {
            sum += Changes[i] * Math.Max(0, value - Knots[i]);
        }

        return sum;
    }

    /// <summary>Exports what is added, N × outputs, for values N × outputs.</summary>
    public string Write(OnnxGraph graph, string values, int outputs)
    {
        var each = Knots.Length / outputs;
        var beyond = graph.Relu(graph.Subtract(graph.Reshape(values, -1, outputs, 1), graph.Weights(Knots, outputs, each)));
        return graph.Reshape(graph.ReduceSum(graph.Multiply(beyond, graph.Weights(Changes, outputs, each)), axis: 2), -1, outputs);
    }
}
