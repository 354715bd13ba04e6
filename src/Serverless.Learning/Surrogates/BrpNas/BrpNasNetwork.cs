using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.BrpNas;

/// <summary>A graph network for each target.</summary>
sealed class BrpNasNetwork : SurrogateNetwork
{
    readonly BrpNasGraph[] _graphs;

    public BrpNasNetwork(ArchitectureEncoder encoder, int members, int targets, MemberWeights weights)
        : base(nameof(BrpNasNetwork), members)
    {
        _graphs = [.. Enumerable.Range(0, targets).Select(_ => new BrpNasGraph(members, encoder.ShapeOf(EncodingPart.Operations), weights))];
        foreach (var (target, graph) in _graphs.Index())
        {
            register_module($"target{target}", graph);
        }
    }

    public override IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Adjacency, EncodingPart.Operations];

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) =>
        new(null, algebra.Concat(Array.ConvertAll(_graphs, graph => graph.Compute(algebra))));
}
