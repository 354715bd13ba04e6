using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Encodings;

/// <summary>The features of NAS-Bench-201 cells: those of the network, then of the cell, then the choices.</summary>
/// <remarks>
/// The features of the network are the counts of its outline, computed from the cell alone: a cell costs what its convolutions cost, whether or not
/// its output depends on them, so two outlines of one convolution each are enough to compute the costs of all cells.
/// </remarks>
sealed class CellFeatures
{
    const int Stages = 3;

    static readonly string[] Operations = [.. NasBench201Space.Operations];
    readonly float[] _network = new float[NetworkFeatures.Names.Count];
    readonly int _cells;
    readonly long _macs;
    readonly long _parameters;
    readonly ArchitectureCost _convolution1x1;
    readonly ArchitectureCost _convolution3x3;
    readonly double _bitOperations;
    readonly double _bitOperations1x1;
    readonly double _bitOperations3x3;

    public CellFeatures(NasBench201Space space, SpaceSpecification skeleton, ImageShape shape)
    {
        var outline = space.Outline(space.Create([0, 0, 0, 0, 0, 0]), skeleton, shape);
        NetworkFeatures.Write(outline, hasBitWidths: false, _network);
        var empty = ArchitectureCost.Of(outline);
        (_macs, _parameters, _cells) = (empty.Macs, empty.Parameters, skeleton.CellsPerStage * Stages);
        _convolution1x1 = CostOf(CellPaths.Convolution1x1);
        _convolution3x3 = CostOf(CellPaths.Convolution3x3);
        _bitOperations = BitOperations.Of(outline, NetworkFeatures.Bits, NetworkFeatures.Bits);
        _bitOperations1x1 = BitsOf(CellPaths.Convolution1x1);
        _bitOperations3x3 = BitsOf(CellPaths.Convolution3x3);

        ArchitectureCost CostOf(int operation)
        {
            var cost = space.Cost(space.Create([operation, 0, 0, 0, 0, 0]), skeleton, shape);
            return new(cost.Parameters - empty.Parameters, cost.Macs - empty.Macs, PeakActivations: 0, BitOperations: 0);
        }

        double BitsOf(int operation) =>
            BitOperations.Of(space.Outline(space.Create([operation, 0, 0, 0, 0, 0]), skeleton, shape), NetworkFeatures.Bits, NetworkFeatures.Bits) - _bitOperations;
    }

    public static IReadOnlyList<string> Names { get; } =
    [
        .. NetworkFeatures.Names,
        .. Operations,
        .. Operations.Skip(1).Select(operation => $"live_{operation}"),
        "paths", "longestPath", "shortestPath", "mostConvolutions", "fewestConvolutions",
        .. CellPathFeatures.Names,
        .. LayerEncoder.ChoiceNames(new NasBench201Space()),
    ];

    public void Write(CellPaths cell, Span<float> destination)
    {
        _network.CopyTo(destination);
        var own = destination[_network.Length..];
        var live = own[(Operations.Length - 1)..];
        for (var edge = 0; edge < CellPaths.Edges; edge++)
        {
            own[cell.Genotype[edge]]++;
            live[cell.Genotype[edge]] += cell.IsLive(edge) ? 1 : 0;
        }

        var (pointwise, square) = ((int)own[CellPaths.Convolution1x1], (int)own[CellPaths.Convolution3x3]);
        destination[0] += _cells * cell.MostConvolutions;
        destination[1] += _cells * (pointwise + square);
        destination[2] = NetworkFeatures.Log(_macs + (pointwise * _convolution1x1.Macs) + (square * _convolution3x3.Macs));
        destination[3] = NetworkFeatures.Log(_parameters + (pointwise * _convolution1x1.Parameters) + (square * _convolution3x3.Parameters));

        destination[8] = (float)Math.Log(_bitOperations + (pointwise * _bitOperations1x1) + (square * _bitOperations3x3));

        var paths = live[Operations.Length..];
        paths[0] = cell.Paths;
        paths[1] = cell.LongestPath;
        paths[2] = cell.ShortestPath;
        paths[3] = cell.MostConvolutions;
        paths[4] = cell.FewestConvolutions;
        CellPathFeatures.Write(cell.Genotype, paths[5..]);
        var choices = paths[(5 + CellPathFeatures.Names.Count)..];
        for (var edge = 0; edge < CellPaths.Edges; edge++)
        {
            choices[(edge * Operations.Length) + cell.Genotype[edge]] = 1;
        }
    }
}
