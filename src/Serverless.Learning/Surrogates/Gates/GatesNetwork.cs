using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>An information flow and fully connected layers that predict one target.</summary>
sealed class GatesNetwork : SurrogateNetwork
{
    readonly InformationFlow _flow;
    readonly Perceptron _head;

    public GatesNetwork(ArchitectureEncoder encoder, int members, MemberWeights weights)
        : base(nameof(GatesNetwork), members)
    {
        _flow = InformationFlow.For(encoder, members, weights);
        _head = new Perceptron(members, [_flow.Channels], [_flow.Channels, 1], weights);
        register_module("flow", _flow);
        register_module("head", _head);
    }

    public override IReadOnlyList<EncodingPart> Parts => _flow.Parts;

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) => new(null, _head.Compute(algebra, _flow.Compute(algebra)));
}
