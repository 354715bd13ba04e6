using System.Runtime.InteropServices;
using Google.Protobuf;
using Serverless.Learning.Onnx.Schema;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AttributeType = Serverless.Learning.Onnx.Schema.AttributeProto.Types.AttributeType;
using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <summary>A graph of ONNX operators under construction. Values are identified by name; operators are those of operator set 17.</summary>
sealed partial class OnnxGraph
{
    readonly GraphProto _graph;

    public OnnxGraph(string name) => _graph = new GraphProto { Name = name };

    /// <summary>Declares an input of the graph.</summary>
    public string Input(string name, params ReadOnlySpan<long> dimensions)
    {
        _graph.Input.Add(Value(name, dimensions));
        return name;
    }

    /// <summary>Declares a single int64 number as an input of the graph.</summary>
    public string Index(string name)
    {
        _graph.Input.Add(new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Int64, Shape = new TensorShapeProto() } },
        });
        return name;
    }

    /// <summary>Declares a value as an output of the graph, under its own name.</summary>
    public void Output(string name, string value, params ReadOnlySpan<long> dimensions)
    {
        var node = _graph.Node.Single(node => node.Output.Contains(value));
        node.Output[node.Output.IndexOf(value)] = name;
        _graph.Output.Add(Value(name, dimensions));
    }

    public GraphProto Build() => _graph;

    public string Relu(string input) => Node("Relu", [input]);

    public string Add(string first, string second) => Node("Add", [first, second]);

    public string Multiply(string first, string second) => Node("Mul", [first, second]);

    public string Sigmoid(string input) => Node("Sigmoid", [input]);

    /// <summary>Returns zeros of the input's shape.</summary>
    public string Zero(string input) => Multiply(input, Constant("zero", [0f], []));

    public string Conv(string input, Conv2d layer)
    {
        var name = NextName("Conv");
        var weight = Constant($"{name}.weight", layer.weight);
        return Conv(layer.bias is { } bias ? [input, weight, Constant($"{name}.bias", bias)] : [input, weight], layer);
    }

    string Conv(IReadOnlyList<string> inputs, Conv2d layer) => Node(
        "Conv",
        inputs,
        Integers("kernel_shape", layer.kernel_size),
        Integers("strides", layer.stride),
        Integers("pads", [.. layer.padding!, .. layer.padding!]), // given as numbers at construction, so never null
        Integer("group", layer.groups));

    /// <summary>Interleaves the channels of the groups: the first channel of every group, then the second of every group, and so on.</summary>
    public string Shuffle(string input, int channels, int groups)
    {
        var order = new long[channels];
        for (var i = 0; i < channels; i++)
        {
            order[i] = (i % groups * (channels / groups)) + (i / groups);
        }

        return Node("Gather", [input, Constant($"{NextName("Gather")}.order", order)], Integer("axis", 1));
    }

    /// <summary>Adds batch normalisation in inference mode, by running mean and variance.</summary>
    public string BatchNormalization(string input, NormBase layer) =>
        BatchNormalization(input, [layer.weight!, layer.bias!, layer.running_mean!, layer.running_var!], layer.eps);

    string BatchNormalization(string input, Tensor[] tensors, double epsilon)
    {
        var name = NextName("BatchNormalization");
        return Node(
            "BatchNormalization",
            [
                input,
                Constant($"{name}.scale", tensors[0]),
                Constant($"{name}.shift", tensors[1]),
                Constant($"{name}.mean", tensors[2]),
                Constant($"{name}.variance", tensors[3]),
            ],
            Float("epsilon", (float)epsilon));
    }

    /// <summary>Averages over the pixels inside the image.</summary>
    public string AveragePool(string input, long kernel, long stride, long padding) => Node(
        "AveragePool",
        [input],
        Integers("kernel_shape", [kernel, kernel]),
        Integers("strides", [stride, stride]),
        Integers("pads", [padding, padding, padding, padding]),
        Integer("count_include_pad", 0));

    public string GlobalAveragePool(string input) => Node("GlobalAveragePool", [input]);

    public string Flatten(string input) => Node("Flatten", [input], Integer("axis", 1));

    public string Gemm(string input, Linear layer)
    {
        var name = NextName("Gemm");
        return Node(
            "Gemm",
            layer.bias is { } bias
                ? [input, Constant($"{name}.weight", layer.weight), Constant($"{name}.bias", bias)]
                : [input, Constant($"{name}.weight", layer.weight)],
            Integer("transB", 1));
    }

    string Node(string type, IReadOnlyList<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var name = NextName(type);
        Node(name, type, inputs, [name], attributes);
        return name;
    }

    void Node(string name, string type, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { Name = name, OpType = type };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
    }

    string NextName(string type) => $"{type}{_graph.Node.Count}";

    string Constant(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return Constant(name, tensor.detach().cpu().contiguous().data<float>().ToArray(), tensor.shape);
    }

    string Constant(string name, float[] values, ReadOnlySpan<long> dimensions) =>
        Constant(name, DataType.Float, MemoryMarshal.AsBytes<float>(values), dimensions);

    string Constant(string name, long[] values) => Constant(name, DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    string Constant(string name, long value) => Constant(name, DataType.Int64, MemoryMarshal.AsBytes<long>([value]), []);

    /// <summary>Adds a constant, once per name.</summary>
    string Constant(string name, DataType type, ReadOnlySpan<byte> values, ReadOnlySpan<long> dimensions)
    {
        if (_graph.Initializer.All(known => known.Name != name))
        {
            // Every machine that .NET runs on is little-endian, as the format requires.
            var constant = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(values) };
            constant.Dims.AddRange(dimensions.ToArray());
            _graph.Initializer.Add(constant);
        }

        return name;
    }

    static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    static AttributeProto Integers(string name, long[] values) => new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    /// <summary>Describes a float32 value whose first dimension, the batch, has any size N.</summary>
    static ValueInfoProto Value(string name, ReadOnlySpan<long> dimensions)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        foreach (var dimension in dimensions)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = dimension });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = shape } },
        };
    }
}
