using Serverless.Learning.Onnx;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Writes one member of a network down as ONNX operators.</summary>
/// <param name="graph">Where to.</param>
/// <param name="inputs">The names of the graph's inputs, and how many rows each has.</param>
/// <param name="guesses">What was predicted for the member, or null.</param>
/// <param name="member">Which member, from 0.</param>
sealed class OnnxAlgebra(OnnxGraph graph, IReadOnlyDictionary<EncodingPart, OnnxValue> inputs, OnnxValue? guesses, int member) : INetworkAlgebra<OnnxValue>
{
    public OnnxValue Input(EncodingPart part) => inputs[part];

    public OnnxValue Guesses() => guesses ?? throw new InvalidOperationException("Nothing was predicted for this network.");

    public OnnxValue Standardise(OnnxValue value, float[] means, float[] deviations)
    {
        var centred = graph.Subtract(value.Name, graph.Weights(means, means.Length));
        return value with { Name = graph.Divide(centred, graph.Weights(deviations, deviations.Length)) };
    }

    public OnnxValue Linear(OnnxValue value, MemberLinear layer)
    {
        // One matrix product for all rows of all architectures, which ONNX Runtime fuses with bias and ReLU.
        var flat = value.Rows == 1 ? value.Name : graph.Reshape(value.Name, -1, layer.Inputs);
        var weight = MemberOf(layer.Weight, layer.Members);
        var answer = graph.Gemm(
            flat, graph.Weights(weight, layer.Outputs, layer.Inputs), graph.Weights(MemberOf(layer.Bias, layer.Members), layer.Outputs));
        return Folded(answer, value.Rows, layer.Outputs);
    }

    public OnnxValue Normalise(OnnxValue value, MemberNorm layer) => value with
    {
        Name = graph.LayerNormalization(
            value.Name,
            graph.Weights(MemberOf(layer.Scale, layer.Members), layer.Channels),
            graph.Weights(MemberOf(layer.Shift, layer.Members), layer.Channels),
            (float)MemberNorm.Epsilon),
    };

    public OnnxValue Relu(OnnxValue value) => value with { Name = graph.Relu(value.Name) };

    public OnnxValue Sigmoid(OnnxValue value) => value with { Name = graph.Sigmoid(value.Name) };

    public OnnxValue Tanh(OnnxValue value) => value with { Name = graph.Tanh(value.Name) };

    public OnnxValue Add(OnnxValue first, OnnxValue second) => first with { Name = graph.Add(first.Name, second.Name) };

    public OnnxValue Average(OnnxValue first, OnnxValue second) =>
        first with { Name = graph.Divide(graph.Add(first.Name, second.Name), graph.Weights([2f], 1)) };

    public OnnxValue Multiply(OnnxValue first, OnnxValue second) => first with { Name = graph.Multiply(first.Name, second.Name) };

    public OnnxValue Gather(OnnxValue adjacency, OnnxValue value, bool isTransposed)
    {
        var links = isTransposed ? graph.Transpose(adjacency.Name, 0, 2, 1) : adjacency.Name;
        return value with { Name = graph.MatMul(links, value.Name) };
    }

    public OnnxValue Row(OnnxValue value, int row) => value.Rows == 1 ? value : new(graph.Take(value.Name, axis: 1, row), 1, value.Channels);

    public OnnxValue SumRows(OnnxValue value) => value.Rows == 1 ? value : new(graph.ReduceSum(value.Name, axis: 1), 1, value.Channels);

    public OnnxValue Channel(OnnxValue value, int channel) => value with { Name = graph.Keep(value.Name, axis: -1, channel), Channels = 1 };

    public OnnxValue Concat(OnnxValue[] values) =>
        new(graph.Concat(Array.ConvertAll(values, value => value.Name), axis: -1), values[0].Rows, values.Sum(value => value.Channels));

    public OnnxValue[] Split(OnnxValue value, int parts) =>
        Array.ConvertAll(graph.Split(value.Name, axis: -1, parts), part => new OnnxValue(part, value.Rows, value.Channels / parts));

    OnnxValue Folded(string flat, int rows, int channels) =>
        new(rows == 1 ? flat : graph.Reshape(flat, -1, rows, channels), rows, channels);

    float[] MemberOf(Tensor parameter, int members)
    {
        using var scope = NewDisposeScope();
        return parameter.detach().cpu().flatten().chunk(members)[member].contiguous().data<float>().ToArray();
    }
}

/// <summary>A value in an ONNX graph: N × rows × channels, or N × channels where there is one row.</summary>
/// <param name="Name">In the graph.</param>
/// <param name="Rows">At least 1.</param>
/// <param name="Channels">At least 1.</param>
readonly record struct OnnxValue(string Name, int Rows, int Channels);
