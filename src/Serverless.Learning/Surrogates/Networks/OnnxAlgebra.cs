using Serverless.Core.Surrogates;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Exports one member of a network as ONNX operators.</summary>
/// <param name="graph">The graph to write to.</param>
/// <param name="inputs">The inputs of the graph, with their numbers of rows.</param>
/// <param name="guesses">The earlier predictions for the member, or null.</param>
/// <param name="member">The member, from 0.</param>
/// <param name="curve">The learning curves, or null.</param>
sealed class OnnxAlgebra(OnnxGraph graph, IReadOnlyDictionary<EncodingPart, OnnxValue> inputs, OnnxValue? guesses, int member, OnnxValue? curve = null) : INetworkAlgebra<OnnxValue>
{
    public OnnxValue Input(EncodingPart part) => inputs[part];

    public OnnxValue Guesses() => guesses ?? throw new InvalidOperationException("This network has no predictions as input.");

    public OnnxValue Curve() => curve ?? throw new InvalidOperationException("This network has no learning curves as input.");

    public OnnxValue Constant(float[] values, int rows)
    {
        var channels = values.Length / rows;
        return new(rows == 1 ? graph.Weights(values, 1, channels) : graph.Weights(values, 1, rows, channels), rows, channels);
    }

    public OnnxValue Standardise(OnnxValue value, float[] means, float[] deviations)
    {
        var centred = graph.Subtract(value.Name, graph.Weights(means, means.Length));
        return value with { Name = graph.Divide(centred, graph.Weights(deviations, deviations.Length)) };
    }

    public OnnxValue Linear(OnnxValue value, MemberLinear layer)
    {
        // One matrix product covers all rows of all architectures; ONNX Runtime fuses it with bias and ReLU.
        var flat = value.Rows == 1 ? value.Name : graph.Reshape(value.Name, -1, layer.Inputs);
        var answer = graph.Gemm(flat, graph.Weights(MemberOf(layer.Weight, layer.Members), layer.Outputs, layer.Inputs), graph.Weights(BiasOf(layer), layer.Outputs));
        return Folded(answer, value.Rows, layer.Outputs);
    }

    public OnnxValue Linear(OnnxValue value, IReadOnlyList<MemberLinear> layers)
    {
        if (layers is [var only])
        {
            return Linear(value, only);
        }

        var (count, inputs, outputs) = (layers.Count, layers[0].Inputs, layers[0].Outputs);
        var weights = graph.Weights([.. layers.SelectMany(layer => MemberOf(layer.Weight, layer.Members))], count, outputs, inputs);
        var biases = graph.Weights([.. layers.SelectMany(BiasOf)], count, outputs);
        var flat = value.Rows == 1 ? value.Name : graph.Reshape(value.Name, -1, inputs);
        var answer = graph.Gemm(flat, graph.Choose(weights, SurrogatePlatform.InputName), graph.Choose(biases, SurrogatePlatform.InputName));
        return Folded(answer, value.Rows, outputs);
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

    public OnnxValue Lookup(OnnxValue marks, OnnxValue table) =>
        new(graph.MatMul(marks.Name, graph.Reshape(table.Name, table.Rows, table.Channels)), marks.Rows, table.Channels);

    public OnnxValue NormaliseLinks(OnnxValue adjacency)
    {
        // These nodes are the same for every member; ONNX Runtime merges them.
        var nodes = adjacency.Rows;
        var links = graph.Add(graph.Add(adjacency.Name, graph.Transpose(adjacency.Name, 0, 2, 1)), graph.Identity(nodes));
        var roots = graph.Sqrt(graph.ReduceSum(links, axis: 2));
        return adjacency with { Name = graph.Divide(graph.Divide(links, graph.Reshape(roots, -1, 1, nodes)), graph.Reshape(roots, -1, nodes, 1)) };
    }

    public OnnxValue Row(OnnxValue value, int row) => value.Rows == 1 ? value : new(graph.Take(value.Name, axis: 1, row), 1, value.Channels);

    public OnnxValue[] Rows(OnnxValue value) => [.. Enumerable.Range(0, value.Rows).Select(row => Row(value, row))];

    public OnnxValue SumRows(OnnxValue value) => value.Rows == 1 ? value : new(graph.ReduceSum(value.Name, axis: 1), 1, value.Channels);

    public OnnxValue Channel(OnnxValue value, int channel) => value with { Name = graph.Keep(value.Name, axis: -1, channel), Channels = 1 };

    public OnnxValue Concat(OnnxValue[] values) =>
        new(graph.Concat(Array.ConvertAll(values, value => value.Name), axis: -1), values[0].Rows, values.Sum(value => value.Channels));

    public OnnxValue[] Split(OnnxValue value, int parts) =>
        Array.ConvertAll(graph.Split(value.Name, axis: -1, parts), part => new OnnxValue(part, value.Rows, value.Channels / parts));

    OnnxValue Folded(string flat, int rows, int channels) =>
        new(rows == 1 ? flat : graph.Reshape(flat, -1, rows, channels), rows, channels);

    float[] BiasOf(MemberLinear layer) => layer.Bias is { } bias ? MemberOf(bias, layer.Members) : new float[layer.Outputs];

    float[] MemberOf(Tensor parameter, int members)
    {
        using var scope = NewDisposeScope();
        return parameter.detach().cpu().flatten().chunk(members)[member].contiguous().data<float>().ToArray();
    }
}

/// <summary>A value in an ONNX graph: N × rows × channels, or N × channels where there is one row.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Rows">The number of rows, at least 1.</param>
/// <param name="Channels">The number of channels, at least 1.</param>
readonly record struct OnnxValue(string Name, int Rows, int Channels);
