namespace Serverless.Spaces;

/// <summary>The part of a NAS-Bench-201 cell that has to be computed: the edges on a path from its input to its output.</summary>
/// <remarks>
/// Everything else is left out, because an operation on zeros is treated as zero (as in the space's canonical form), and so is its
/// batch normalisation's shift.
/// </remarks>
public sealed class NasBench201Plan
{
    const int Nodes = 4;
    const string None = "none";

    NasBench201Plan(IReadOnlyList<NasBench201Edge> all, IReadOnlyList<NasBench201Edge> live) => (All, Live) = (all, live);

    /// <value>All edges except those without an operation, in genotype order.</value>
    public IReadOnlyList<NasBench201Edge> All { get; }

    /// <value>The edges on which the output depends, in genotype order: a node's inputs precede its uses.</value>
    public IReadOnlyList<NasBench201Edge> Live { get; }

    /// <summary>Finds the live edges of a cell.</summary>
    public static NasBench201Plan Of(Architecture architecture)
    {
        var all = new List<NasBench201Edge>();
        for (var i = 0; i < NasBench201Space.Edges.Count; i++)
        {
            var (source, target) = NasBench201Space.Edges[i];
            all.Add(new NasBench201Edge(i, source, target, NasBench201Space.Operations[architecture.Genotype[i]]));
        }

        all.RemoveAll(edge => edge.Operation == None);

        // Edges are ordered by target, so one pass in each direction is enough.
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

        var live = new List<NasBench201Edge>();
        foreach (var edge in all)
        {
            if (fromInput[edge.Source] && toOutput[edge.Target])
            {
                live.Add(edge);
            }
        }

        return new NasBench201Plan(all, live);
    }

    /// <summary>Computes the cell on any kind of value.</summary>
    /// <param name="input">The value of node 0.</param>
    /// <param name="apply">Applies an edge's operation to the value of its source.</param>
    /// <param name="add">Adds two values.</param>
    /// <returns>The value of node 3, or null when it does not depend on the input: the cell is zero.</returns>
    public T? Compute<T>(T input, Func<NasBench201Edge, T, T> apply, Func<T, T, T> add)
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

/// <summary>One edge of a cell.</summary>
/// <param name="Index">Its index in the genotype.</param>
/// <param name="Source">The node that it reads.</param>
/// <param name="Target">The node to which it adds.</param>
/// <param name="Operation">One of the space's operations except <c>none</c>.</param>
public sealed record NasBench201Edge(int Index, int Source, int Target, string Operation)
{
    /// <value>Whether it is a skip connection.</value>
    public bool IsSkip => Operation == "skip_connect";

    /// <value>The side of its convolution, or null when it has none.</value>
    public int? Kernel => Operation switch
    {
        "nor_conv_1x1" => 1,
        "nor_conv_3x3" => 3,
        _ => null,
    };
}
