using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Operators on choices, which generators answer.</content>
sealed partial class OnnxGraph
{
    /// <summary>The place of the greatest number along the last axis, int64; the axis stays, of length 1.</summary>
    public string Largest(string input) => Node("ArgMax", [input], Integer("axis", -1), Integer("keepdims", 1));

    /// <summary>Declares a value of int64 as what the graph answers, under a name of its own.</summary>
    public void OutputWhole(string name, string value, params ReadOnlySpan<long> dimensions)
    {
        Output(name, value, dimensions);
        _graph.Output[^1].Type.TensorType.ElemType = (int)DataType.Int64;
    }
}
