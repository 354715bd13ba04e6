using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>The weight of each operation on each edge of a cell.</summary>
/// <param name="shares">The weights, edges × operations, in the order of the space.</param>
/// <param name="used">The operations that are computed, edge by edge; null for all.</param>
sealed class EdgeShares(Tensor shares, IReadOnlyList<IReadOnlyList<int>>? used = null)
{
    static readonly int[] Every = [.. Enumerable.Range(0, Operations)];

    public static int Edges => NasBench201Space.Edges.Count;

    public static int Operations => NasBench201Space.Operations.Count;

    public static int None { get; } = PlaceOf("none");

    public static int Skip { get; } = PlaceOf("skip_connect");

    /// <value>The convolutions, with the side lengths of their kernels.</value>
    public static IReadOnlyList<(int Operation, int Kernel)> Kernels { get; } = [(PlaceOf("nor_conv_1x1"), 1), (PlaceOf("nor_conv_3x3"), 3)];

    /// <summary>Creates shares with one operation on each edge, the only one computed.</summary>
    /// <param name="choices">The choice of each edge.</param>
    /// <param name="where">The device.</param>
    public static EdgeShares Of(ReadOnlySpan<int> choices, Device where)
    {
        var shares = new float[Edges * Operations];
        var used = new IReadOnlyList<int>[Edges];
        for (var edge = 0; edge < Edges; edge++)
        {
            shares[(edge * Operations) + choices[edge]] = 1;
            used[edge] = [choices[edge]];
        }

        return new EdgeShares(tensor(shares).reshape(Edges, Operations).to(where), used);
    }

    public IReadOnlyList<int> UsedOn(int edge) => used?[edge] ?? Every;

    public Tensor Of(int edge, int operation) => shares[edge, operation];

    static int PlaceOf(string operation) => NasBench201Space.Operations.Index().First(known => known.Item == operation).Index;
}
