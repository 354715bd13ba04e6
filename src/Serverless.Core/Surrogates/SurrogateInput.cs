using Serverless.Spaces.Encodings;

namespace Serverless.Core.Surrogates;

/// <summary>One input of a surrogate's ONNX graph: N × rows × columns of float32, or N × columns if there is one row.</summary>
/// <param name="Name">The name in the graph: <c>features</c>, <c>adjacency</c>, <c>operations</c>, <c>tokens</c>, <c>analytic</c>, or
/// <see cref="CurveName"/>.</param>
/// <param name="Rows">Number of rows per architecture.</param>
/// <param name="Columns">Number of columns per architecture.</param>
public sealed record SurrogateInput(string Name, int Rows, int Columns)
{
    static readonly Dictionary<string, EncodingPart> Parts = new()
    {
        ["features"] = EncodingPart.Features,
        ["adjacency"] = EncodingPart.Adjacency,
        ["operations"] = EncodingPart.Operations,
        ["tokens"] = EncodingPart.Tokens,
        ["analytic"] = EncodingPart.Analytic,
    };

    /// <summary>The name of the input for learning curves, which can be zeros.</summary>
    public const string CurveName = "curve";

    /// <summary>Returns the input for learning curves of the given number of points: values, then which of them are known.</summary>
    public static SurrogateInput OfCurve(int points) => new(CurveName, 1, 2 * points);

    /// <summary>Returns the input for a part of an encoding.</summary>
    public static SurrogateInput Of(EncodingPart part, ArchitectureEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var shape = encoder.ShapeOf(part);
        return new(Parts.First(named => named.Value == part).Key, shape.Rows, shape.Columns);
    }

    /// <summary>Returns the part of the encoding that it reads; null when the name is not a part.</summary>
    public EncodingPart? FindPart() => Parts.TryGetValue(Name, out var part) ? part : null;

    /// <summary>Returns its dimensions for the given number of architectures.</summary>
    public long[] DimensionsFor(long count) => Rows == 1 ? [count, Columns] : [count, Rows, Columns];
}
