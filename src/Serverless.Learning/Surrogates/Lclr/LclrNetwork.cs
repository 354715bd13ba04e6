using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>
/// Fully connected layers for all targets, over architecture features, an embedding of the operation sequence, and the learning curve so far.
/// </summary>
sealed class LclrNetwork : SurrogateNetwork
{
    const int Hidden = 32;

    readonly FeatureReader _features;
    readonly CurveReader? _curves;
    readonly SequenceEncoder _sequence;
    readonly Perceptron _head;

    public LclrNetwork(ArchitectureEncoder encoder, FeatureReader features, CurveReader? curves, int members, int targets, MemberWeights weights)
        : base(nameof(LclrNetwork), members)
    {
        (_features, _curves) = (features, curves);
        _sequence = new SequenceEncoder(members, encoder.ShapeOf(EncodingPart.Tokens), Hidden, weights);
        _head = new Perceptron(members, curves is null ? [features.Means.Length, Hidden] : [features.Means.Length, Hidden, curves.Channels], [64, 64, targets], weights);
        register_module("sequence", _sequence);
        register_module("head", _head);
    }

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Features, EncodingPart.Tokens];

    public override IReadOnlyList<string>? CurvePoints => _curves?.Points;

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) =>
        new(null, _curves is { } curves
            ? _head.Compute(algebra, _features.Read(algebra), _sequence.Encode(algebra), curves.Read(algebra))
            : _head.Compute(algebra, _features.Read(algebra), _sequence.Encode(algebra)));
}
