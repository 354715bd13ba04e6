using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Operators of networks that look up their outputs in tables.</content>
sealed partial class OnnxGraph
{
    public string Sine(string input) => Node("Sin", [input]);

    /// <summary>Rounds to the nearest integer as int64; halves are rounded to even.</summary>
    public string Round(string input) => Node("Cast", [Node("Round", [input])], Integer("to", (long)DataType.Int64));
}
