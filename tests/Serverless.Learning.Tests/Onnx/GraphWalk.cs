using Google.Protobuf.Collections;
using Serverless.Learning.Onnx.Schema;

namespace Serverless.Learning.Tests.Onnx;

/// <summary>Runs through an exported graph for one image and counts its costs, using only the definitions of the operators.</summary>
sealed class GraphWalk
{
    static readonly string[] Elementwise = ["Relu", "Clip", "LeakyRelu", "HardSwish", "Tanh", "Sigmoid", "Add", "Mul", "BatchNormalization"];

    readonly Dictionary<string, long[]> _shapes = [];
    readonly Dictionary<string, TensorProto> _constants;

    public GraphWalk(byte[] model)
    {
        var graph = ModelProto.Parser.ParseFrom(model).Graph;
        _constants = graph.Initializer.ToDictionary(constant => constant.Name);
        foreach (var input in graph.Input)
        {
            _shapes[input.Name] = [1, .. input.Type.TensorType.Shape.Dim.Skip(1).Select(dimension => dimension.DimValue)];
        }

        foreach (var node in graph.Node)
        {
            _shapes[node.Output[0]] = ShapeOf(node);
        }

        PeakElements = Peak(graph);
    }

    public long Parameters { get; private set; }

    public long MultiplyAccumulates { get; private set; }

    /// <value>Products, and sums of their own width, of w and a bits in every layer.</value>
    public double BitOperations(int weightBits, int activationBits) => Layers.Sum(layer =>
        layer.Products * ((weightBits * activationBits) + weightBits + activationBits + Math.Log2(layer.FanIn)));

    public List<(long Products, long FanIn)> Layers { get; } = [];

    public long PeakElements { get; }

    long[] ShapeOf(NodeProto node)
    {
        var input = _shapes[node.Input[0]];
        switch (node.OpType)
        {
            case "Conv":
                var weight = _constants[node.Input[1]].Dims;
                long[] output = [1, weight[0], Slid(node, 0, input[2], weight[2]), Slid(node, 1, input[3], weight[3])];
                Count(weight, biases: node.Input.Count == 3 ? weight[0] : 0, pixels: output[2] * output[3]);
                return output;
            case "Gemm":
                Count(_constants[node.Input[1]].Dims, biases: node.Input.Count == 3 ? _constants[node.Input[2]].Dims[0] : 0, pixels: 1);
                return [1, _constants[node.Input[1]].Dims[0]];
            case "BatchNormalization":
                Parameters += 2 * input[1];
                return input;
            case "AveragePool" or "MaxPool":
                var kernel = Attribute(node, "kernel_shape").Ints;
                return [1, input[1], Slid(node, 0, input[2], kernel[0]), Slid(node, 1, input[3], kernel[1])];
            case "GlobalAveragePool":
                return [1, input[1], 1, 1];
            case "Flatten":
                return [1, Product(input)];
            case "Gather":
                _constants[node.Input[1]].Dims.ShouldHaveSingleItem().ShouldBe(input[1]);
                return input;
            case "Relu" or "Clip" or "LeakyRelu" or "HardSwish" or "Tanh" or "Sigmoid" or "Add" or "Mul":
                return input;
            default:
                throw new InvalidOperationException($"What is {node.OpType}?");
        }
    }

    void Count(RepeatedField<long> weight, long biases, long pixels)
    {
        var weights = Product(weight);
        Parameters += weights + biases;
        MultiplyAccumulates += weights * pixels;
        Layers.Add((weights * pixels, weights / weight[0]));
    }

    static long Slid(NodeProto node, int axis, long size, long kernel)
    {
        long[] pads = node.Attribute.Any(attribute => attribute.Name == "pads") ? [.. Attribute(node, "pads").Ints] : [0, 0, 0, 0];
        return ((size + pads[axis] + pads[axis + 2] - kernel) / Attribute(node, "strides").Ints[axis]) + 1;
    }

    /// <summary>The most elements held: buffers are named after the value they were made for, and freed when no later node reads them.</summary>
    long Peak(GraphProto graph)
    {
        var image = graph.Input[0].Name;
        var buffers = new Dictionary<string, (string Owner, long Size)> { [image] = (image, Product(_shapes[image])) };
        var held = new Dictionary<string, long> { [image] = Product(_shapes[image]) };
        var peak = held.Values.Sum();
        for (var i = 0; i < graph.Node.Count; i++)
        {
            var node = graph.Node[i];
            var size = Product(_shapes[node.Output[0]]);
            var later = graph.Node.Skip(i + 1).SelectMany(other => other.Input).Select(name => buffers.GetValueOrDefault(name).Owner).ToHashSet();
            var reused = node.Input.Where(buffers.ContainsKey).Select(name => buffers[name]).FirstOrDefault(buffer =>
                buffer.Owner != image && buffer.Size == size && !later.Contains(buffer.Owner)
                && (node.OpType == "Flatten" || Elementwise.Contains(node.OpType)));
            buffers[node.Output[0]] = (reused.Owner ?? node.Output[0], size);
            held[buffers[node.Output[0]].Owner] = size;
            peak = Math.Max(peak, held.Values.Sum());
            foreach (var done in held.Keys.Where(owner => owner != buffers[node.Output[0]].Owner && !later.Contains(owner)).ToList())
            {
                held.Remove(done);
            }
        }

        return peak;
    }

    static AttributeProto Attribute(NodeProto node, string name) => node.Attribute.Single(attribute => attribute.Name == name);

    static long Product(IEnumerable<long> sizes) => sizes.Aggregate(1L, (product, size) => product * size);
}
