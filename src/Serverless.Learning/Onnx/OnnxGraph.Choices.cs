using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Operators on choices, which generators return.</content>
sealed partial class OnnxGraph
{
    /// <summary>Returns the index of the largest number along the last axis as int64; the axis is kept with length 1.</summary>
    public string Largest(string input) => Node("ArgMax", [input], Integer("axis", -1), Integer("keepdims", 1));

    /// <summary>Declares an int64 value as an output of the graph, under its own name.</summary>
    public void OutputWhole(string name, string value, params ReadOnlySpan<long> dimensions)
    {
        Output(name, value, dimensions);
        _graph.Output[^1].Type.TensorType.ElemType = (int)DataType.Int64;
    }
}
