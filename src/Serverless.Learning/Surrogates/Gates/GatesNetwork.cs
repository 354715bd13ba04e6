using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>An information flow and fully connected layers for each target.</summary>
sealed class GatesNetwork : SurrogateNetwork
{
    readonly GatesFlow[] _flows;
    readonly Perceptron[] _heads;

    public GatesNetwork(ArchitectureEncoder encoder, int members, int targets, MemberWeights weights)
        : base(nameof(GatesNetwork), members)
    {
        _flows = [.. Enumerable.Range(0, targets).Select(_ => new GatesFlow(members, encoder, weights))];
        _heads = [.. Enumerable.Range(0, targets).Select(_ => new Perceptron(members, [GatesFlow.Hidden], [GatesFlow.Hidden, 1], weights))];
        for (var target = 0; target < targets; target++)
        {
            register_module($"flow{target}", _flows[target]);
            register_module($"head{target}", _heads[target]);
        }
    }

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Adjacency, EncodingPart.Operations];

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) =>
        new(null, algebra.Concat([.. _flows.Zip(_heads, (flow, head) => head.Compute(algebra, flow.Compute(algebra)))]));
}
