using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.ParetoHybrid;

/// <summary>
/// The encoder of three parts (unchanged features, graph convolutions, long short-term memory), three fully connected layers for the
/// values of the targets, and three for the Pareto score, which read the values.
/// </summary>
/// <remarks>Widths that the paper does not give are chosen here: large enough to rank, small enough to score 20,000 cells a second.</remarks>
sealed class ParetoHybridNetwork : SurrogateNetwork
{
    const int GraphLayers = 2;
    const int GraphHidden = 24;
    const int SequenceHidden = 24;
    const int HeadWidth = 96;
    const int ScoreWidth = 32;

    // Single choices are a third of all features and say the least about accuracy: scaled down, they are read but do not drown out the rest.
    const float ChoiceFaintness = 3;

    readonly FeatureReader _features;
    readonly GraphEncoder _graph;
    readonly SequenceEncoder _sequence;
    readonly Perceptron _values;
    readonly Perceptron _score;

    public ParetoHybridNetwork(ArchitectureEncoder encoder, FeatureReader features, int members, int targets, MemberWeights weights)
        : base(nameof(ParetoHybridNetwork), members)
    {
        Features = features;
        _features = features.Fainter(encoder.Space.Dimensions.Sum(dimension => dimension.Choices.Count), ChoiceFaintness);
        _graph = new GraphEncoder(members, encoder.ShapeOf(EncodingPart.Operations), GraphHidden, GraphLayers, weights);
        _sequence = new SequenceEncoder(members, encoder.ShapeOf(EncodingPart.Tokens), SequenceHidden, weights);
        int[] encoding = [features.Means.Length, GraphHidden, SequenceHidden];
        _values = new Perceptron(members, encoding, [HeadWidth, HeadWidth / 2, targets], weights);
        _score = new Perceptron(members, [targets], [ScoreWidth, ScoreWidth / 2, 1], weights);
        register_module("graph", _graph);
        register_module("sequence", _sequence);
        register_module("values", _values);
        register_module("score", _score);
    }

    public override IReadOnlyList<EncodingPart> Parts { get; } =
        [EncodingPart.Features, EncodingPart.Adjacency, EncodingPart.Operations, EncodingPart.Tokens];

    public override FeatureReader? Features { get; }

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra)
    {
        var features = _features.Read(algebra);
        var graph = _graph.Encode(algebra);
        var sequence = _sequence.Encode(algebra);
        var own = _values.Compute(algebra, features, graph, sequence);
        var values = algebra.Average(own, algebra.Guesses());
        return new(Score(algebra, values), values, own);
    }

    /// <summary>Computes the Pareto score from values.</summary>
    public T Score<T>(INetworkAlgebra<T> algebra, T values) => _score.Compute(algebra, values);

    /// <value>The layers that compute the score.</value>
    public Perceptron ScoreHead => _score;

    /// <summary>Copies the encoder's weights and freezes them: they no longer require gradients.</summary>
    public void TakeEncoder(ParetoHybridNetwork source)
    {
        ParameterCopy.Freeze(_graph, source._graph);
        ParameterCopy.Freeze(_sequence, source._sequence);
    }
}
