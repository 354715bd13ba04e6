using Serverless.Spaces.Encodings;

namespace Serverless.Spaces.Features;

/// <summary>Features of NAS-Bench-201 cells in three views: all edges (raw), those whose result is used (executed), those that compute the function (live).</summary>
/// <remarks>
/// Executed edges lead to the output, whether or not the input reaches them: their operations run. The live view is that of the cheapest
/// cell of the same function, so it is equal for cells of one function. Weights are in units of C²: 1 for a 1×1 convolution, 9 for 3×3.
/// </remarks>
sealed class NasBench201Features : SpaceFeatures
{
    const int Skip = 1;
    const int Convolution1x1 = 2;
    const int Convolution3x3 = 3;
    const int Pool = 4;
    const int SquareWeights = 9;

    /// <summary>Number of sequences of up to three of the three operations other than skip and none: 1 + 3 + 9 + 27.</summary>
    const int Sequences = 40;

    static readonly string[] Operations = [.. NasBench201Space.Operations];

    /// <summary>The edges of each path from input to output, in order.</summary>
    static readonly int[][] Paths = [[3], [0, 4], [1, 5], [0, 2, 5]];

    public override IReadOnlyList<FeatureBlock> Blocks { get; } =
    [
        new("liveCounts", [.. Operations.Skip(1), "mostConvolutions", "fewestConvolutions", "most3x3", "longestPath", "paths", "fewestPools", "weights", "logWeights"], IsQuantity: true),
        new("pathSequences", [.. Enumerable.Range(0, Sequences).Select(SequenceName)], IsQuantity: false),
        new("pathLengths", [.. Enumerable.Range(0, 4).Select(count => $"pathsOf{count}Convolutions")], IsQuantity: false),
        new("rawCounts", [.. Operations.Skip(1), "weights", "logWeights"], IsQuantity: true),
        new("executedCounts", [.. Operations.Skip(1), "weights", "logWeights"], IsQuantity: true),
        new("rawEdges", [.. EdgeNames()], IsQuantity: false),
        new("executedEdges", [.. EdgeNames()], IsQuantity: false),
        .. WayFeatures.Blocks,
    ];

    public override FeatureView Function { get; } = new([[0, 1, 2]]);

    public override FeatureView Execution { get; } = new([[4, 6], [3, 5]]);

    public override FeatureView Detail { get; } = new([[0, 1, 2], [7, 8, 9, 10, 11, 12]]);

    public override double SizeOf(Architecture architecture)
    {
        Span<int> executed = stackalloc int[CellPaths.Edges];
        Execute(architecture.Genotype, executed);
        return WeightsOf(executed) + (double.LogP1(executed.Count(Pool)) / SquareWeights);
    }

    public override bool IsConnected(Architecture architecture) => new CellPaths(architecture.Genotype).Paths > 0;

    private protected override void WriteTo(Architecture architecture, Span<double> destination)
    {
        var representative = NasBench201Classes.RepresentativeOf(architecture).Genotype;
        Span<int> executed = stackalloc int[CellPaths.Edges];
        Execute(architecture.Genotype, executed);
        var places = Blocks.Select(block => block.Names.Count).ToArray();

        WriteLive(representative, destination);
        WritePaths(representative, destination[places[0]..]);
        destination = destination[(places[0] + places[1] + places[2])..];
        WriteCounts(architecture.Genotype, destination);
        WriteCounts(executed, destination[places[3]..]);
        destination = destination[(places[3] + places[4])..];
        for (var edge = 0; edge < CellPaths.Edges; edge++)
        {
            destination[(edge * Operations.Length) + architecture.Genotype[edge]] = 1;
            destination[places[5] + (edge * Operations.Length) + executed[edge]] = 1;
        }

        WayFeatures.Write(representative, destination[(places[5] + places[6])..]);
    }

    static void WriteLive(ReadOnlySpan<int> genotype, Span<double> destination)
    {
        var cell = new CellPaths(genotype);
        Span<int> live = stackalloc int[CellPaths.Edges];
        for (var edge = 0; edge < live.Length; edge++)
        {
            live[edge] = cell.IsLive(edge) ? genotype[edge] : CellPaths.None;
        }

        var (most3x3, fewestPools) = (0, cell.Paths > 0 ? int.MaxValue : 0);
        foreach (var path in Paths)
        {
            var (square, pools, isThere) = (0, 0, true);
            foreach (var edge in path)
            {
                isThere &= genotype[edge] != CellPaths.None;
                square += genotype[edge] == Convolution3x3 ? 1 : 0;
                pools += genotype[edge] == Pool ? 1 : 0;
            }

            if (isThere)
            {
                (most3x3, fewestPools) = (Math.Max(most3x3, square), Math.Min(fewestPools, pools));
            }
        }

        WriteCounts(live, destination);
        var weights = destination[Operations.Length - 1];
        ReadOnlySpan<double> rest =
        [
            cell.MostConvolutions, cell.FewestConvolutions, most3x3, cell.LongestPath, cell.Paths, fewestPools, weights, double.LogP1(weights),
        ];
        rest.CopyTo(destination[(Operations.Length - 1)..]);
    }

    static void WritePaths(ReadOnlySpan<int> genotype, Span<double> destination)
    {
        var lengths = destination[Sequences..];
        foreach (var path in Paths)
        {
            var (sequence, first, convolutions, isThere) = (0, 0, 0, true);
            foreach (var edge in path)
            {
                isThere &= genotype[edge] != CellPaths.None;
                if (genotype[edge] is not (CellPaths.None or Skip))
                {
                    (sequence, first) = ((sequence * 3) + genotype[edge] - Convolution1x1, (first * 3) + 1);
                    convolutions += genotype[edge] == Pool ? 0 : 1;
                }
            }

            if (isThere)
            {
                destination[first + sequence]++;
                lengths[convolutions]++;
            }
        }
    }

    static void WriteCounts(ReadOnlySpan<int> edges, Span<double> destination)
    {
        foreach (var operation in edges)
        {
            if (operation != CellPaths.None)
            {
                destination[operation - 1]++;
            }
        }

        destination[Operations.Length - 1] = WeightsOf(edges);
        destination[Operations.Length] = double.LogP1(WeightsOf(edges));
    }

    static int WeightsOf(ReadOnlySpan<int> edges) => edges.Count(Convolution1x1) + (SquareWeights * edges.Count(Convolution3x3));

    /// <summary>Leaves out edges from which no path leads to the output.</summary>
    static void Execute(ReadOnlySpan<int> genotype, Span<int> executed)
    {
        // Edges are ordered by target, so one pass from the output is enough; one bit per node.
        var used = 1u << (CellPaths.Nodes - 1);
        for (var edge = CellPaths.Edges - 1; edge >= 0; edge--)
        {
            var isUsed = (used >> CellPaths.TargetOf(edge) & 1) == 1;
            executed[edge] = isUsed ? genotype[edge] : CellPaths.None;
            used |= executed[edge] == CellPaths.None ? 0 : 1u << CellPaths.SourceOf(edge);
        }
    }

    static IEnumerable<string> EdgeNames() =>
        from edge in NasBench201Space.Edges from operation in Operations select $"edge{edge.Source}to{edge.Target}={operation}";

    static string SequenceName(int index)
    {
        string[] names = ["1x1", "3x3", "pool"];
        var (first, length, count) = (0, 0, 1);
        while (index >= first + count)
        {
            (first, length, count) = (first + count, length + 1, count * 3);
        }

        var parts = new string[length];
        for (int place = length - 1, rest = index - first; place >= 0; place--, rest /= 3)
        {
            parts[place] = names[rest % 3];
        }

        return $"pathsOf({string.Join(',', parts)})";
    }
}
