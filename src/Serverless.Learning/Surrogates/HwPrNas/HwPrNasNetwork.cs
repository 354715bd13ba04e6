using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>
/// An encoder of three parts that all platforms share (unchanged architecture features, graph convolutions, long short-term memory), and for each
/// platform three fully connected layers that compute a Pareto score from the encoding.
/// </summary>
/// <remarks>
/// The widths of graph and sequence are those of the published code; the layers of the first part and the widths of the heads are not published.
/// </remarks>
sealed class HwPrNasNetwork : nn.Module
{
    const int GraphLayers = 2;
    const int GraphHidden = 64;
    const int SequenceLayers = 2;
    const int SequenceHidden = 32;
    static readonly int[] HeadWidths = [128, 64, 1];

    readonly GraphConvolutions _graph;
    readonly SequenceEncoder _sequence;
    readonly Perceptron[] _heads;

    public HwPrNasNetwork(ArchitectureEncoder encoder, FeatureReader features, int members, int platforms, MemberWeights weights)
        : base(nameof(HwPrNasNetwork))
    {
        (Features, Members) = (features, members);
        _graph = new GraphConvolutions(members, encoder.ShapeOf(EncodingPart.Operations), GraphHidden, GraphLayers, weights);
        _sequence = new SequenceEncoder(members, encoder.ShapeOf(EncodingPart.Tokens), SequenceHidden, weights, SequenceLayers);
        int[] encoding = [features.Means.Length, GraphHidden, SequenceHidden];
        _heads = [.. Enumerable.Range(0, platforms).Select(_ => new Perceptron(members, encoding, HeadWidths, weights))];
        register_module("graph", _graph);
        register_module("sequence", _sequence);
        foreach (var (platform, head) in _heads.Index())
        {
            register_module($"head{platform}", head);
        }
    }

    /// <value>The parts of the encoding that the network reads.</value>
    public static IReadOnlyList<EncodingPart> Parts { get; } =
        [EncodingPart.Features, EncodingPart.Adjacency, EncodingPart.Operations, EncodingPart.Tokens];

    public FeatureReader Features { get; }

    public int Members { get; }

    /// <value>The head of each platform.</value>
    public IReadOnlyList<Perceptron> Heads => _heads;

    /// <summary>Computes the encoding that all platforms share.</summary>
    public T[] Encode<T>(INetworkAlgebra<T> algebra)
        where T : struct => [Features.Read(algebra), _graph.Encode(algebra), _sequence.Encode(algebra)];

    /// <summary>Computes the score for the platform that the algebra selects: the higher, the nearer to the front.</summary>
    public T Score<T>(INetworkAlgebra<T> algebra)
        where T : struct => Perceptron.Compute(algebra, _heads, Encode(algebra));

    /// <summary>Copies and freezes the encoder and heads of another network. Heads that the other network does not have are trained.</summary>
    /// <param name="source">A network of the same search space and features, with at most as many heads.</param>
    /// <param name="isTrained">Returns whether the head of a platform is trained all the same.</param>
    public void Freeze(HwPrNasNetwork source, Func<int, bool> isTrained)
    {
        ParameterCopy.Freeze(_graph, source._graph);
        ParameterCopy.Freeze(_sequence, source._sequence);
        for (var platform = 0; platform < source._heads.Length; platform++)
        {
            Action<nn.Module, nn.Module> take = isTrained(platform) ? ParameterCopy.TakeWhatFits : ParameterCopy.Freeze;
            take(_heads[platform], source._heads[platform]);
        }
    }

    /// <summary>Copies the weights of another network where sizes agree; all of them are trained further.</summary>
    /// <param name="source">A network of any search space.</param>
    /// <param name="headOf">Returns for each platform the platform of the other network whose head is copied.</param>
    public void BeginAt(HwPrNasNetwork source, Func<int, int> headOf)
    {
        ParameterCopy.TakeWhatFits(_graph, source._graph);
        ParameterCopy.TakeWhatFits(_sequence, source._sequence);
        for (var platform = 0; platform < _heads.Length; platform++)
        {
            ParameterCopy.TakeWhatFits(_heads[platform], source._heads[headOf(platform)]);
        }
    }
}
