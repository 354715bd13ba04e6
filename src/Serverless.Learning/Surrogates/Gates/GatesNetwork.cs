using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>An information flow and fully connected layers for each target.</summary>
sealed class GatesNetwork : SurrogateNetwork
{
    readonly InformationFlow[] _flows;
    readonly Perceptron[] _heads;

    public GatesNetwork(ArchitectureEncoder encoder, int members, int targets, MemberWeights weights)
        : base(nameof(GatesNetwork), members)
    {
        _flows = [.. Enumerable.Range(0, targets).Select(_ => InformationFlow.For(encoder, members, weights))];
        _heads = [.. _flows.Select(flow => new Perceptron(members, [flow.Channels], [flow.Channels, 1], weights))];
        for (var target = 0; target < targets; target++)
        {
            register_module($"flow{target}", _flows[target]);
            register_module($"head{target}", _heads[target]);
        }
    }

    public override IReadOnlyList<EncodingPart> Parts => _flows[0].Parts;

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) =>
        new(null, algebra.Concat([.. _flows.Zip(_heads, (flow, head) => head.Compute(algebra, flow.Compute(algebra)))]));
}
