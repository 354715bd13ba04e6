using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Separate networks for each target, without shared weights.</summary>
sealed class TargetNetworks : SurrogateNetwork
{
    /// <param name="networks">The network of each target, all with the same number of members, with one value and no scores.</param>
    public TargetNetworks(IReadOnlyList<SurrogateNetwork> networks)
        : base(nameof(TargetNetworks), networks[0].Members)
    {
        Networks = networks;
        foreach (var (target, network) in networks.Index())
        {
            register_module($"target{target}", network);
        }
    }

    /// <value>The network of each target.</value>
    public IReadOnlyList<SurrogateNetwork> Networks { get; }

    public override IReadOnlyList<EncodingPart> Parts => Networks[0].Parts;

    public override NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra) =>
        new(null, algebra.Concat([.. Networks.Select(network => network.Compute(algebra).Values)]));
}
