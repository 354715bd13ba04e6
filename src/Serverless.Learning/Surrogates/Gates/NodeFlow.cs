using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>
/// Information that flows from the input to the output: each node receives the sum of its inputs through a sigmoid gate that depends on
/// its operation.
/// </summary>
/// <remarks>
/// Operations are on nodes, as the paper describes search spaces of that kind. There are enough steps for information to cross the longest path. 64
/// channels rather than the published 128, and embeddings of 32 rather than 48.
/// </remarks>
sealed class NodeFlow : InformationFlow
{
    const int Hidden = 64;
    const int Embedding = 32;

    readonly int _inputMark;
    readonly int _output;
    readonly MemberLinear _start;
    readonly MemberLinear _embedding;
    readonly List<(MemberLinear Information, MemberLinear Gate)> _steps = [];

    public NodeFlow(int members, ArchitectureEncoder encoder, MemberWeights weights)
        : base(nameof(NodeFlow))
    {
        var operations = encoder.ShapeOf(EncodingPart.Operations);

        // The last two operations are those of the input and the output.
        (_inputMark, _output) = (operations.Columns - 2, operations.Rows - 1);
        _start = new MemberLinear(members, 1, Hidden, weights);
        _embedding = new MemberLinear(members, operations.Columns, Embedding, weights);
        register_module("start", _start);
        register_module("embedding", _embedding);
        for (var step = 0; step <= encoder.LongestWay; step++)
        {
            var (information, gate) = (new MemberLinear(members, Hidden, Hidden, weights), new MemberLinear(members, Embedding, Hidden, weights));
            register_module($"information{step}", information);
            register_module($"gate{step}", gate);
            _steps.Add((information, gate));
        }
    }

    public override int Channels => Hidden;

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Adjacency, EncodingPart.Operations];

    public override T Compute<T>(INetworkAlgebra<T> algebra)
    {
        var links = algebra.Input(EncodingPart.Adjacency);
        var operations = algebra.Input(EncodingPart.Operations);
        var isInput = algebra.Channel(operations, _inputMark);
        var embedding = algebra.Linear(operations, _embedding);
        var information = algebra.Multiply(algebra.Linear(isInput, _start), isInput);
        foreach (var (index, (sent, gate)) in _steps.Index())
        {
            information = algebra.Linear(index == 0 ? information : algebra.Relu(information), sent);
            var received = algebra.Gather(links, information, isTransposed: true);
            information = algebra.Add(
                algebra.Multiply(received, algebra.Sigmoid(algebra.Linear(embedding, gate))),
                algebra.Multiply(information, isInput));
        }

        return algebra.Row(information, _output);
    }
}
