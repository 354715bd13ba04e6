using System.Runtime.InteropServices;
using DataType = Serverless.Learning.Onnx.Schema.TensorProto.Types.DataType;

namespace Serverless.Learning.Onnx;

/// <content>Operators on float64, for sums of large numbers that nearly cancel.</content>
sealed partial class OnnxGraph
{
    public string ToDouble(string input) => Node("Cast", [input], Integer("to", (long)DataType.Double));

    public string ToSingle(string input) => Node("Cast", [input], Integer("to", (long)DataType.Float));

    /// <summary>Adds a float64 constant.</summary>
    public string Numbers(double[] values, params ReadOnlySpan<long> dimensions) =>
        Constant($"numbers{_graph.Initializer.Count}", DataType.Double, MemoryMarshal.AsBytes<double>(values), dimensions);

    /// <summary>Selects indices of an axis, in the given order.</summary>
    public string Gather(string input, IEnumerable<int> places, long axis) =>
        Node("Gather", [input, Constant($"gathered{_graph.Initializer.Count}", [.. places.Select(place => (long)place)])], Integer("axis", axis));

    public string SquareRoot(string input) => Node("Sqrt", [input]);

    public string Max(string first, string second) => Node("Max", [first, second]);

    public string Min(string first, string second) => Node("Min", [first, second]);
}
