using Serverless.Spaces.Encodings;

namespace Serverless.Spaces.Features;

/// <summary>
/// The path features of the encoding of a NAS-Bench-201 cell, in blocks: histograms of operations per path, extremes, then each path's operations.
/// </summary>
static class WayFeatures
{
    const int First = CellPathFeatures.Extremes + CellPathFeatures.Ordered;

    public static IReadOnlyList<FeatureBlock> Blocks { get; } =
    [
        new("wayHistograms", [.. CellPathFeatures.Names.Take(CellPathFeatures.Extremes)], IsQuantity: false),
        new("wayExtremes", [.. CellPathFeatures.Names.Take(First).Skip(CellPathFeatures.Extremes)], IsQuantity: false),
        .. CellPathFeatures.Names.Skip(First).Chunk(CellPathFeatures.OfWay).Index().Select(way => new FeatureBlock($"way{way.Index + 1}", way.Item, IsQuantity: false)),
    ];

    /// <summary>Writes the features of all blocks.</summary>
    public static void Write(ReadOnlySpan<int> genotype, Span<double> destination)
    {
        Span<float> ways = stackalloc float[CellPathFeatures.Names.Count];
        ways.Clear();
        CellPathFeatures.Write(genotype, ways);
        for (var i = 0; i < ways.Length; i++)
        {
            destination[i] = ways[i];
        }
    }
}
