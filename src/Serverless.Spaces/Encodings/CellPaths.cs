namespace Serverless.Spaces.Encodings;

/// <summary>The results of following the edges of a NAS-Bench-201 cell; a value on the stack, computed in one pass over six edges.</summary>
ref struct CellPaths
{
    public const int None = 0;
    public const int Skip = 1;
    public const int Convolution1x1 = 2;
    public const int Convolution3x3 = 3;
    public const int Nodes = 4;
    public const int Edges = 6;

    static readonly int[] Sources = [.. NasBench201Space.Edges.Select(edge => edge.Source)];
    static readonly int[] Targets = [.. NasBench201Space.Edges.Select(edge => edge.Target)];

    NodeNumbers _skips;
    uint _live;

    /// <param name="genotype">Six operations in genotype order.</param>
    public CellPaths(ReadOnlySpan<int> genotype)
    {
        Genotype = genotype;
        FindLive();
        CountSkips();
        FollowPaths();
    }

    public ReadOnlySpan<int> Genotype { get; }

    /// <value>Number of paths from input to output.</value>
    public int Paths { get; private set; }

    /// <value>The most operations other than skips on a path; 0 if there is no path.</value>
    public int LongestPath { get; private set; }

    /// <value>The fewest operations other than skips on a path; 0 if there is no path.</value>
    public int ShortestPath { get; private set; }

    /// <value>The most convolutions on a path; 0 if there is no path.</value>
    public int MostConvolutions { get; private set; }

    /// <value>The fewest convolutions on a path; 0 if there is no path.</value>
    public int FewestConvolutions { get; private set; }

    public static int SourceOf(int edge) => Sources[edge];

    public static int TargetOf(int edge) => Targets[edge];

    /// <summary>Returns whether an edge is on a path from input to output.</summary>
    public readonly bool IsLive(int edge) => (_live >> edge & 1) == 1;

    /// <summary>Returns whether an edge is live and not a skip: a node of the graph.</summary>
    public readonly bool IsNode(int edge) => IsLive(edge) && Genotype[edge] != Skip;

    /// <summary>Returns the number of paths of skips from one node of the cell to another; 1 from a node to itself.</summary>
    public readonly int SkipsBetween(int from, int to) => _skips[(from * Nodes) + to];

    void FindLive()
    {
        // Edges are ordered by target, so one pass in each direction is enough; one bit per node.
        var (reached, needed) = (1u, 1u << (Nodes - 1));
        for (var edge = 0; edge < Edges; edge++)
        {
            reached |= Genotype[edge] == None ? 0 : (reached >> Sources[edge] & 1) << Targets[edge];
        }

        for (var edge = Edges - 1; edge >= 0; edge--)
        {
            needed |= Genotype[edge] == None ? 0 : (needed >> Targets[edge] & 1) << Sources[edge];
        }

        for (var edge = 0; edge < Edges; edge++)
        {
            _live |= Genotype[edge] == None ? 0 : (reached >> Sources[edge] & needed >> Targets[edge] & 1) << edge;
        }
    }

    void CountSkips()
    {
        for (var from = 0; from < Nodes; from++)
        {
            _skips[(from * Nodes) + from] = 1;
            for (var edge = 0; edge < Edges; edge++)
            {
                if (IsLive(edge) && Genotype[edge] == Skip)
                {
                    _skips[(from * Nodes) + Targets[edge]] += _skips[(from * Nodes) + Sources[edge]];
                }
            }
        }
    }

    void FollowPaths()
    {
        Span<int> paths = [1, 0, 0, 0];
        Span<int> longest = [0, 0, 0, 0];
        Span<int> shortest = [0, Edges, Edges, Edges];
        Span<int> most = [0, 0, 0, 0];
        Span<int> fewest = [0, Edges, Edges, Edges];
        for (var edge = 0; edge < Edges; edge++)
        {
            if (IsLive(edge))
            {
                var (source, target) = (Sources[edge], Targets[edge]);
                var operations = Genotype[edge] == Skip ? 0 : 1;
                var convolutions = Genotype[edge] is Convolution1x1 or Convolution3x3 ? 1 : 0;
                paths[target] += paths[source];
                longest[target] = Math.Max(longest[target], longest[source] + operations);
                shortest[target] = Math.Min(shortest[target], shortest[source] + operations);
                most[target] = Math.Max(most[target], most[source] + convolutions);
                fewest[target] = Math.Min(fewest[target], fewest[source] + convolutions);
            }
        }

        if (paths[^1] > 0)
        {
            (Paths, LongestPath, ShortestPath) = (paths[^1], longest[^1], shortest[^1]);
            (MostConvolutions, FewestConvolutions) = (most[^1], fewest[^1]);
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Nodes * Nodes)]
    struct NodeNumbers
    {
        int _first;
    }
}
