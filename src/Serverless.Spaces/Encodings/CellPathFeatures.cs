namespace Serverless.Spaces.Encodings;

/// <summary>The operations on the paths from input to output of a NAS-Bench-201 cell, whatever edges the paths take.</summary>
/// <remarks>
/// Cells of one function have the same paths, so the relation of these features to accuracy need not be learned edge by edge. The heaviest path
/// comes first; a 3×3 convolution weighs more than any other operation.
/// </remarks>
static class CellPathFeatures
{
    /// <summary>The most operations on a path.</summary>
    const int Longest = CellPaths.Nodes - 1;

    const int Ways = 4;
    const int Histogram = Longest + 1;

    /// <summary>Index of the first extreme, after three histograms.</summary>
    public const int Extremes = 3 * Histogram;

    /// <summary>Number of features of each path.</summary>
    public const int OfWay = 5;

    /// <summary>Number of extremes, before the paths in order.</summary>
    public const int Ordered = 4;

    // Skip, 1×1 convolution, 3×3 convolution, pool; the weight of any existing path is greater than 0.
    static readonly int[] Weights = [0, 15, 25, 5];

    /// <summary>The edges of each path, in genotype order.</summary>
    static readonly int[][] Edges = [[3], [0, 4], [1, 5], [0, 2, 5]];

    public static IReadOnlyList<string> Names { get; } =
    [
        .. from what in new[] { "Convolutions", "3x3", "Pools" } from count in Enumerable.Range(0, Histogram) select $"pathsOf{count}{what}",
        "pathsOfSkips", "most3x3", "mostPools", "fewestPools",
        .. from way in Enumerable.Range(1, Ways)
           from what in NasBench201Space.Operations.Skip(1).Prepend("isThere")
           select $"path{way}_{what}",
    ];

    /// <summary>Writes into a destination of zeros.</summary>
    public static void Write(ReadOnlySpan<int> genotype, Span<float> destination)
    {
        Span<int> keys = stackalloc int[Ways];
        Span<int> contents = stackalloc int[Ways * OfWay];
        contents.Clear();
        var (most3x3, mostPools, fewestPools) = (0, 0, Longest);
        var isConnected = false;
        for (var way = 0; way < Ways; way++)
        {
            var own = contents.Slice(way * OfWay, OfWay);
            if (!Follow(genotype, Edges[way], own, out var weight))
            {
                continue;
            }

            keys[way] = weight;
            isConnected = true;
            var (skips, pointwise, square, pools) = (own[1], own[2], own[3], own[4]);
            destination[pointwise + square]++;
            destination[Histogram + square]++;
            destination[(2 * Histogram) + pools]++;
            destination[3 * Histogram] += skips == Edges[way].Length ? 1 : 0;
            (most3x3, mostPools, fewestPools) = (Math.Max(most3x3, square), Math.Max(mostPools, pools), Math.Min(fewestPools, pools));
        }

        var rest = destination[((3 * Histogram) + 1)..];
        (rest[0], rest[1], rest[2]) = (most3x3, mostPools, isConnected ? fewestPools : 0);
        WriteInOrder(keys, contents, rest[3..]);
    }

    /// <summary>Counts the operations of a path; returns false if one of its edges has none.</summary>
    static bool Follow(ReadOnlySpan<int> genotype, int[] edges, Span<int> counts, out int weight)
    {
        weight = 1;
        counts[0] = 1;
        foreach (var edge in edges)
        {
            if (genotype[edge] == CellPaths.None)
            {
                counts.Clear();
                return false;
            }

            counts[genotype[edge]]++;
            weight += Weights[genotype[edge] - 1];
        }

        return true;
    }

    static void WriteInOrder(Span<int> keys, ReadOnlySpan<int> contents, Span<float> destination)
    {
        for (var place = 0; place < Ways; place++)
        {
            var heaviest = 0;
            for (var way = 1; way < Ways; way++)
            {
                heaviest = keys[way] > keys[heaviest] ? way : heaviest;
            }

            for (var i = 0; i < OfWay; i++)
            {
                destination[(place * OfWay) + i] = contents[(heaviest * OfWay) + i];
            }

            keys[heaviest] = -1;
        }
    }
}
