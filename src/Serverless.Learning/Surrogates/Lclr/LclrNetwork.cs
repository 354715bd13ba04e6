using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>Architecture features beside an embedding of the operation sequence, and fully connected layers for each target.</summary>
sealed class LclrNetwork : SurrogateNetwork
{
    const int Hidden = 32;

    readonly FeatureReader _features;
    readonly SequenceEncoder _sequence;
    readonly Perceptron _head;

    public LclrNetwork(ArchitectureEncoder encoder, FeatureReader features, int members, int targets, MemberWeights weights)
        : base(nameof(LclrNetwork), members)
    {
        _features = features;
        _sequence = new SequenceEncoder(members, encoder.ShapeOf(EncodingPart.Tokens), Hidden, weights);
        _head = new Perceptron(members, [features.Means.Length, Hidden], [64, 64, targets], weights);
        register_module("sequence", _sequence);
        register_module("head", _head);
    }

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Features, EncodingPart.Tokens];

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) =>
        new(null, _head.Compute(algebra, _features.Read(algebra), _sequence.Encode(algebra)));
}
