namespace Serverless.Spaces.Encodings;

/// <summary>Encodes NAS-Bench-201 cells: the graph has an operation per node, as in BRP-NAS (Dudziak et al. 2020).</summary>
/// <remarks>
/// Nodes: input, the six edges in genotype order, output. An edge without an operation, or that is not on a path from input to output, has
/// no links and a row of zeros. A skip connection is not a node but a link, so a number greater than one is the number of paths of skips between two
/// nodes. Tokens are the six operations of the genotype.
/// </remarks>
sealed class CellEncoder : ArchitectureEncoder
{
    const int GraphNodes = CellPaths.Edges + 2;

    // Convolution 1×1, convolution 3×3, pool, input, output.
    const int Kinds = 5;
    const int FirstKind = CellPaths.Convolution1x1;

    readonly CellFeatures _features;

    public CellEncoder(SearchSpace space, SpaceSpecification skeleton, ImageShape shape)
        : base(space, CellFeatures.Names, GraphNodes, Kinds, new(CellPaths.Edges, NasBench201Space.Operations.Count), CellPaths.Nodes) =>
        _features = new CellFeatures((space as PublishedSpace)?.Canonical as NasBench201Space ?? (NasBench201Space)space, skeleton, shape);

    /// <inheritdoc/>
    public override IReadOnlyList<string> RedundantFeatures => CellPathFeatures.Names;

    /// <inheritdoc/>
    public override CellEdges Edges { get; } = new(CellPaths.Nodes, NasBench201Space.Edges, CellPaths.None);

    /// <inheritdoc/>
    public override bool IsConnected(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return new CellPaths(architecture.Genotype).Paths > 0;
    }

    private protected override void Write(EncodingPart part, Architecture architecture, Span<float> destination)
    {
        var cell = new CellPaths(architecture.Genotype);
        switch (part)
        {
            case EncodingPart.Features:
                _features.Write(cell, destination);
                break;
            case EncodingPart.Adjacency:
                WriteLinks(cell, destination);
                break;
            case EncodingPart.Operations:
                WriteOperations(cell, destination);
                break;
            default:
                for (var edge = 0; edge < CellPaths.Edges; edge++)
                {
                    destination[(edge * NasBench201Space.Operations.Count) + cell.Genotype[edge]] = 1;
                }

                break;
        }
    }

    static void WriteOperations(CellPaths cell, Span<float> destination)
    {
        destination[Kinds - 2] = 1;
        for (var edge = 0; edge < CellPaths.Edges; edge++)
        {
            if (cell.IsNode(edge))
            {
                destination[((edge + 1) * Kinds) + cell.Genotype[edge] - FirstKind] = 1;
            }
        }

        destination[^1] = 1;
    }

    static void WriteLinks(CellPaths cell, Span<float> destination)
    {
        // The value of a node of the cell is read by every operation that starts there, or at a node to which skips lead from there.
        WriteReaders(cell, from: 0, destination);
        for (var edge = 0; edge < CellPaths.Edges; edge++)
        {
            if (cell.IsNode(edge))
            {
                WriteReaders(cell, CellPaths.TargetOf(edge), destination[((edge + 1) * GraphNodes)..]);
            }
        }
    }

    static void WriteReaders(CellPaths cell, int from, Span<float> row)
    {
        for (var edge = 0; edge < CellPaths.Edges; edge++)
        {
            if (cell.IsNode(edge))
            {
                row[edge + 1] = cell.SkipsBetween(from, CellPaths.SourceOf(edge));
            }
        }

        row[GraphNodes - 1] = cell.SkipsBetween(from, CellPaths.Nodes - 1);
    }
}
