using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>
/// Information flow through a cell with operations on its edges: what a node sends, H·W, is let through by each edge's sigmoid gate,
/// σ(U·E(operation)), and adds up where edges meet; an edge without operation lets nothing through. Only the input, which reads nothing, keeps what it sends.
/// </summary>
/// <remarks>
/// As published: embeddings of 48 for operations and the input, zeros for the other nodes, a linear layer to 96 channels, then five layers of
/// 128 with ReLU between them; what stands at the output node is read.
/// </remarks>
sealed class EdgeFlow : InformationFlow
{
    const int Embedding = 48;
    const int Start = 96;
    const int Hidden = 128;
    const int Layers = 5;

    readonly CellEdges _edges;
    readonly int _operations;

    // Nodes that an edge leads from.
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
        // Gates follow from operations alone, and what the input sends is the same in every cell: each is computed once, not once an architecture.
        var embedding = algebra.Linear(algebra.Constant(Marks(_operations), _operations), _embedding);
        var isThere = algebra.Constant([.. Enumerable.Range(0, _operations).Select(operation => operation == _edges.Absent ? 0f : 1f)], _operations);
        var tokens = algebra.Input(EncodingPart.Tokens);
        var input = algebra.Linear(algebra.Constant([1], rows: 1), _input);
        var others = algebra.Linear(algebra.Multiply(input, algebra.Constant([0], rows: 1)), _start);
        T[] nodes = [algebra.Linear(input, _start), .. Enumerable.Repeat(others, _edges.Nodes - 1)];
        foreach (var (index, (information, gate)) in _layers.Index())
        {
            var gates = algebra.Multiply(algebra.Sigmoid(algebra.Linear(embedding, gate)), isThere);
            var sent = new T[nodes.Length];
            foreach (var node in _sources)
            {
                sent[node] = algebra.Linear(index == 0 ? nodes[node] : algebra.Relu(nodes[node]), information);
            }

            // Of what the last layer brings, the output's is read; of what others bring, what is sent on.
            nodes = Flow(algebra, sent, algebra.Rows(algebra.Lookup(tokens, gates)), index == Layers - 1 ? [_edges.Nodes - 1] : _sources);
        }

        return nodes[^1];
    }

    T[] Flow<T>(INetworkAlgebra<T> algebra, T[] sent, T[] gates, int[] wanted)
        where T : struct
    {
        var received = new T?[sent.Length];
        received[0] = sent[0];
        foreach (var (edge, (source, target)) in _edges.Links.Index())
        {
            if (wanted.Contains(target))
            {
                var through = algebra.Multiply(gates[edge], sent[source]);
                received[target] = received[target] is { } others ? algebra.Add(others, through) : through;
            }
        }

        return Array.ConvertAll(received, node => node ?? default);
    }

    /// <summary>A row for each, which its own channel marks.</summary>
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
