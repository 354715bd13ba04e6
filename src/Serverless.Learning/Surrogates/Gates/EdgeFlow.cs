using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>
/// Information flow through a cell with operations on its edges. The output of a node, H·W, passes the sigmoid gate of each edge, σ(U·E(operation)),
/// and is summed where edges meet; an edge without an operation passes nothing. Only the input node, which has no inputs of its own, keeps its
/// output.
/// </summary>
/// <remarks>
/// As published: embeddings of 48 for operations and the input, zeros for the other nodes, a linear layer to 96 channels, then five layers of 128
/// with ReLU between them; the state of the output node is read.
/// </remarks>
sealed class EdgeFlow : InformationFlow
{
    const int Embedding = 48;
    const int Start = 96;
    const int Hidden = 128;
    const int Layers = 5;

    readonly CellEdges _edges;
    readonly int _operations;

    // The nodes from which an edge leads.
    readonly int[] _sources;
    readonly MemberLinear _input;
    readonly MemberLinear _start;
    readonly MemberLinear _embedding;
    readonly List<(MemberLinear Information, MemberLinear Gate)> _layers = [];

    public EdgeFlow(int members, int operations, CellEdges edges, MemberWeights weights)
        : base(nameof(EdgeFlow))
    {
        (_edges, _operations) = (edges, operations);
        _sources = [.. edges.Links.Select(link => link.Source).Distinct()];
        _input = new MemberLinear(members, 1, Embedding, weights);
        _start = new MemberLinear(members, Embedding, Start, weights);
        _embedding = new MemberLinear(members, operations, Embedding, weights);
        register_module("input", _input);
        register_module("start", _start);
        register_module("embedding", _embedding);
        for (var layer = 0; layer < Layers; layer++)
        {
            var information = new MemberLinear(members, layer == 0 ? Start : Hidden, Hidden, weights, hasBias: false);
            var gate = new MemberLinear(members, Embedding, Hidden, weights);
            register_module($"information{layer}", information);
            register_module($"gate{layer}", gate);
            _layers.Add((information, gate));
        }
    }

    public override int Channels => Hidden;

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Tokens];

    public override T Compute<T>(INetworkAlgebra<T> algebra)
    {
        // Gates depend only on operations, and the output of the input node is the same in every cell: each is computed once, not once per
        // architecture.
        var embedding = algebra.Linear(algebra.Constant(Marks(_operations), _operations), _embedding);
        var isThere = algebra.Constant([.. Enumerable.Range(0, _operations).Select(operation => operation == _edges.Absent ? 0f : 1f)], _operations);
        var tokens = algebra.Rows(algebra.Input(EncodingPart.Tokens));
        var input = algebra.Linear(algebra.Constant([1], rows: 1), _input);
        var others = algebra.Linear(algebra.Multiply(input, algebra.Constant([0], rows: 1)), _start);
        NodeState<T>[] nodes =
        [
            new(algebra.Linear(input, _start), NodeState.Constant),
            .. Enumerable.Repeat(new NodeState<T>(others, NodeState.Constant), _edges.Nodes - 1),
        ];
        foreach (var (index, (information, gate)) in _layers.Index())
        {
            var gates = algebra.Multiply(algebra.Sigmoid(algebra.Linear(embedding, gate)), isThere);
            var sent = new NodeState<T>[nodes.Length];
            foreach (var node in _sources)
            {
                sent[node] = nodes[node] with { Value = algebra.Linear(index == 0 ? nodes[node].Value : algebra.Relu(nodes[node].Value), information) };
            }

            // The last layer is needed only at the output node, the other layers only at nodes that have outgoing edges.
            nodes = Flow(algebra, sent, tokens, gates, index == Layers - 1 ? [_edges.Nodes - 1] : _sources);
        }

        return Spread(algebra, nodes[^1], tokens);
    }

    NodeState<T>[] Flow<T>(INetworkAlgebra<T> algebra, NodeState<T>[] sent, T[] tokens, T gates, int[] wanted)
        where T : struct
    {
        var received = new NodeState<T>[sent.Length];
        received[0] = sent[0];
        foreach (var target in wanted.Where(node => node > 0))
        {
            (int Edge, NodeState<T> Source)[] arriving = [.. _edges.Links.Index().Where(link => link.Item.Target == target).Select(link => (link.Index, sent[link.Item.Source]))];
            received[target] = arriving is [(var only, { DependsOn: NodeState.Constant } source)]
                ? new(algebra.Multiply(gates, source.Value), only)
                : new(arriving.Select(edge => Through(algebra, edge.Source, edge.Edge, tokens, gates)).Aggregate(algebra.Add), NodeState.Everything);
        }

        return received;
    }

    /// <summary>Returns what an edge passes on, for each architecture.</summary>
    static T Through<T>(INetworkAlgebra<T> algebra, NodeState<T> source, int edge, T[] tokens, T gates) => source.DependsOn == NodeState.Constant
        ? algebra.Lookup(tokens[edge], algebra.Multiply(gates, source.Value))
        : algebra.Multiply(algebra.Lookup(tokens[edge], gates), Spread(algebra, source, tokens));

    /// <summary>Returns the state of a node, for each architecture.</summary>
    static T Spread<T>(INetworkAlgebra<T> algebra, NodeState<T> node, T[] tokens) =>
        node.DependsOn >= 0 ? algebra.Lookup(tokens[node.DependsOn], node.Value) : node.Value;

    /// <summary>Returns rows each of which marks the channel of its own index.</summary>
    static float[] Marks(int count)
    {
        var marks = new float[count * count];
        for (var row = 0; row < count; row++)
        {
            marks[(row * count) + row] = 1;
        }

        return marks;
    }
}

/// <summary>The state of a node, computed only once for all architectures that share it.</summary>
/// <param name="Value">One row for all architectures, one for each operation of an edge, or one for each architecture.</param>
/// <param name="DependsOn">The edge on which the state depends, or a constant of <see cref="NodeState"/>.</param>
readonly record struct NodeState<T>(T Value, int DependsOn);

/// <summary>The dependencies of a node other than a single edge.</summary>
static class NodeState
{
    /// <summary>No dependency: the state is the same in every architecture.</summary>
    public const int Constant = -1;

    /// <summary>The state depends on several edges.</summary>
    public const int Everything = -2;
}
