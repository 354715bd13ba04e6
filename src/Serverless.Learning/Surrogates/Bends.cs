using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates;

/// <summary>What makes lines bend: at each knot the slope changes, Σ_k change_k · max(0, x − knot_k) is added.</summary>
/// <param name="Knots">Outputs × K.</param>
/// <param name="Changes">Outputs × K.</param>
sealed record Bends(float[] Knots, float[] Changes)
{
    /// <summary>What is added to an output that the network gives as <paramref name="value"/>.</summary>
    /// <param name="output">Its place among all outputs.</param>
    /// <param name="outputs">How many there are.</param>
    /// <param name="value">What the network gives.</param>
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

    /// <summary>Writes what is added, N × outputs, for values N × outputs.</summary>
    public string Write(OnnxGraph graph, string values, int outputs)
    {
        var each = Knots.Length / outputs;
        var beyond = graph.Relu(graph.Subtract(graph.Reshape(values, -1, outputs, 1), graph.Weights(Knots, outputs, each)));
        return graph.Reshape(graph.ReduceSum(graph.Multiply(beyond, graph.Weights(Changes, outputs, each)), axis: 2), -1, outputs);
    }
}
