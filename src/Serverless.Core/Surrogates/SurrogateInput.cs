using Serverless.Spaces.Encodings;

namespace Serverless.Core.Surrogates;

/// <summary>One input of a surrogate's ONNX graph: N × rows × columns of float32, or N × columns where there is one row.</summary>
/// <param name="Name">In the graph: <c>features</c>, <c>adjacency</c>, <c>operations</c>, <c>tokens</c>, <c>analytic</c>, or <see cref="CurveName"/>.</param>
/// <param name="Rows">Of one architecture.</param>
/// <param name="Columns">Of one architecture.</param>
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

    /// <summary>The input that reads learning curves, which may be zeros.</summary>
    public const string CurveName = "curve";

    /// <summary>The input that reads learning curves of so many points: values, then which of them are known.</summary>
    public static SurrogateInput OfCurve(int points) => new(CurveName, 1, 2 * points);

    /// <summary>The input that reads a part of an encoding.</summary>
    public static SurrogateInput Of(EncodingPart part, ArchitectureEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var shape = encoder.ShapeOf(part);
        return new(Parts.First(named => named.Value == part).Key, shape.Rows, shape.Columns);
    }

    /// <summary>The part that it reads; null when the name is none.</summary>
    public EncodingPart? FindPart() => Parts.TryGetValue(Name, out var part) ? part : null;

    /// <summary>Its dimensions for so many architectures.</summary>
    public long[] DimensionsFor(long count) => Rows == 1 ? [count, Columns] : [count, Rows, Columns];
}
