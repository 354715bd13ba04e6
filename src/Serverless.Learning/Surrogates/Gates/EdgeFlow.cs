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
    readonly MemberLinear _input;
    readonly MemberLinear _start;
    readonly MemberLinear _embedding;
    readonly List<(MemberLinear Information, MemberLinear Gate)> _layers = [];

    public EdgeFlow(int members, int operations, CellEdges edges, MemberWeights weights)
        : base(nameof(EdgeFlow))
    {
        (_edges, _operations) = (edges, operations);
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
        var tokens = algebra.Input(EncodingPart.Tokens);
        var isThere = SumOf(algebra, tokens, Enumerable.Range(0, _operations).Where(operation => operation != _edges.Absent));
        var isAbsent = algebra.Channel(tokens, _edges.Absent);

        // An operation is there or absent: their sum is one for every edge, their product zero.
        var input = algebra.Linear(algebra.Row(algebra.Add(isThere, isAbsent), 0), _input);
        var zeros = algebra.Multiply(input, algebra.Row(algebra.Multiply(isThere, isAbsent), 0));
        var embedding = algebra.Linear(tokens, _embedding);
        var others = algebra.Linear(zeros, _start);
        T[] nodes = [algebra.Linear(input, _start), .. Enumerable.Repeat(others, _edges.Nodes - 1)];
        foreach (var (index, (information, gate)) in _layers.Index())
        {
            var gates = algebra.Multiply(algebra.Sigmoid(algebra.Linear(embedding, gate)), isThere);
            nodes = Flow(algebra, Array.ConvertAll(nodes, node => algebra.Linear(index == 0 ? node : algebra.Relu(node), information)), gates);
        }

        return nodes[^1];
    }

    T[] Flow<T>(INetworkAlgebra<T> algebra, T[] sent, T gates)
        where T : struct
    {
        var received = new T?[sent.Length];
        received[0] = sent[0];
        foreach (var (edge, (source, target)) in _edges.Links.Index())
        {
            var through = algebra.Multiply(algebra.Row(gates, edge), sent[source]);
            received[target] = received[target] is { } others ? algebra.Add(others, through) : through;
        }

        return Array.ConvertAll(received, node => node!.Value); // an edge leads to each
    }

    static T SumOf<T>(INetworkAlgebra<T> algebra, T tokens, IEnumerable<int> channels)
        where T : struct
    {
        T? sum = null;
        foreach (var channel in channels)
        {
            var one = algebra.Channel(tokens, channel);
            sum = sum is { } others ? algebra.Add(others, one) : one;
        }

        return sum!.Value; // there are operations
    }
}
