namespace Serverless.Spaces;

/// <summary>What has to be computed of a NAS-Bench-201 cell: the edges on a path from its input to its output.</summary>
/// <remarks>
/// Everything else is left out, because an operation on a zero counts as zero (as in the space's canonical form), and so is its
/// batch normalisation's shift.
/// </remarks>
public sealed class NasBench201Plan
{
    const int Nodes = 4;
    const string None = "none";

    NasBench201Plan(IReadOnlyList<NasBench201Edge> all, IReadOnlyList<NasBench201Edge> live) => (All, Live) = (all, live);

    /// <value>Every edge but those without an operation, in genotype order.</value>
    public IReadOnlyList<NasBench201Edge> All { get; }

    /// <value>The edges that the output depends on, in genotype order: a node's inputs come before its uses.</value>
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
    /// <param name="input">Node 0.</param>
    /// <param name="apply">An edge's operation on the value of its source.</param>
    /// <param name="add">The sum of two values.</param>
    /// <returns>Node 3, or null when the input does not reach it: the cell is zero.</returns>
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
/// <param name="Index">Its place in the genotype.</param>
/// <param name="Source">The node it reads.</param>
/// <param name="Target">The node it adds to.</param>
/// <param name="Operation">One of the space's operations, but not <c>none</c>.</param>
public sealed record NasBench201Edge(int Index, int Source, int Target, string Operation)
{
    /// <value>Whether it hands on what it reads.</value>
    public bool IsSkip => Operation == "skip_connect";

    /// <value>The side of its convolution, or null when it has none.</value>
    public int? Kernel => Operation switch
    {
        "nor_conv_1x1" => 1,
        "nor_conv_3x3" => 3,
        _ => null,
    };
}
