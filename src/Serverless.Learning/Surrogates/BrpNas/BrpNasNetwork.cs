using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.BrpNas;

/// <summary>A graph network that predicts one target.</summary>
sealed class BrpNasNetwork : SurrogateNetwork
{
    readonly BrpNasGraph _graph;

    public BrpNasNetwork(ArchitectureEncoder encoder, int members, MemberWeights weights)
        : base(nameof(BrpNasNetwork), members)
    {
        _graph = new BrpNasGraph(members, encoder.ShapeOf(EncodingPart.Operations), weights);
        register_module("graph", _graph);
    }

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Adjacency, EncodingPart.Operations];

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) => new(null, _graph.Compute(algebra));
}
