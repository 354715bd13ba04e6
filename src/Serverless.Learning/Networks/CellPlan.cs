using Serverless.Domain.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>What has to be computed of a NAS-Bench-201 cell: the edges on a path from its input to its output.</summary>
/// <remarks>
/// Everything else is left out, because an operation on a zero counts as zero (as in the space's canonical form), and so is its
/// batch normalisation's shift.
/// </remarks>
sealed class CellPlan
{
    const int Nodes = 4;
    const string None = "none";

    CellPlan(IReadOnlyList<CellEdge> all, IReadOnlyList<CellEdge> live) => (All, Live) = (all, live);

    /// <value>Every edge but those without an operation, in genotype order.</value>
    public IReadOnlyList<CellEdge> All { get; }

    /// <value>The edges that the output depends on, in genotype order: a node's inputs come before its uses.</value>
    public IReadOnlyList<CellEdge> Live { get; }

    public static CellPlan Of(Architecture architecture)
    {
        var all = new List<CellEdge>();
        for (var i = 0; i < NasBench201Space.Edges.Count; i++)
        {
            var (source, target) = NasBench201Space.Edges[i];
            all.Add(new CellEdge(i, source, target, NasBench201Space.Operations[architecture.Genotype[i]]));
        }

        all.RemoveAll(edge => edge.Operation == None);

        // Edges are ordered by target, so one pass each way suffices.
        Span<bool> fromInput = [true, false, false, false];
        foreach (var edge in all)
        {
            fromInput[edge.Target] |= fromInput[edge.Source];
        }

        Span<bool> toOutput = [false, false, false, true];
        foreach (var edge in Enumerable.Reverse(all))
        {
            toOutput[edge.Source] |= toOutput[edge.Target];
        }

        var live = new List<CellEdge>();
        foreach (var edge in all)
        {
            if (fromInput[edge.Source] && toOutput[edge.Target])
            {
                live.Add(edge);
            }
        }

        return new CellPlan(all, live);
    }

    /// <summary>Computes the cell on any kind of value.</summary>
    /// <param name="input">Node 0.</param>
    /// <param name="apply">An edge's operation on the value of its source.</param>
    /// <param name="add">The sum of two values.</param>
    /// <returns>Node 3, or null when the input does not reach it: the cell is zero.</returns>
    public T? Compute<T>(T input, Func<CellEdge, T, T> apply, Func<T, T, T> add)
        where T : class
    {
        var nodes = new T?[Nodes];
        nodes[0] = input;
        foreach (var edge in Live)
        {
            var term = apply(edge, nodes[edge.Source]!); // live edges start at a node that has a value
            nodes[edge.Target] = nodes[edge.Target] is { } sum ? add(sum, term) : term;
        }

        return nodes[Nodes - 1];
    }
}
