using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Operators of networks that look up what they answer.</content>
sealed partial class OnnxGraph
{
    public string Sine(string input) => Node("Sin", [input]);

    /// <summary>The nearest whole number, int64; halves to the even one.</summary>
    public string Round(string input) => Node("Cast", [Node("Round", [input])], Integer("to", (long)DataType.Int64));
}
