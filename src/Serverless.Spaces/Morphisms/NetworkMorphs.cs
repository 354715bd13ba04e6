using Serverless.Spaces.Definitions;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Morphisms;

/// <summary>The morphs between architectures of a space that a request defines; plans are remembered. Not thread-safe.</summary>
public sealed class NetworkMorphs
{
    readonly Dictionary<Architecture, NetworkPlan> _plans = [];
    readonly CategoricalSpace _space;
    readonly OwnSpace _networks;
    readonly ImageShape _shape;

    NetworkMorphs(CategoricalSpace space, OwnSpace networks, ImageShape shape) => (_space, _networks, _shape) = (space, networks, shape);

    /// <summary>Those of a space, with or without a searched recipe; null where it has no definition of networks that can be changed block by block.</summary>
    /// <param name="space">The space.</param>
    /// <param name="shape">Of the images; null: those that its costs are of.</param>
    public static NetworkMorphs? Of(SearchSpace space, ImageShape? shape = null) => (space is JointSpace joint ? joint.Networks : space) is OwnSpace own
        ? new NetworkMorphs((CategoricalSpace)space, own, shape ?? own.CostShape)
        : null;

    /// <summary>How the network of one architecture enlarges that of another; null where it does not.</summary>
    public NetworkMorph? Growth(Architecture parent, Architecture child) => NetworkGrowth.Find(PlanOf(parent), PlanOf(child));

    /// <summary>How the network of one architecture is left of that of another when units are cut; null where it is not.</summary>
    public NetworkMorph? Cut(Architecture parent, Architecture child) => NetworkCut.Find(PlanOf(parent), PlanOf(child));

    NetworkPlan PlanOf(Architecture architecture)
    {
        var network = _networks.Canonicalise(_space.NetworkOf(architecture));
        if (!_plans.TryGetValue(network, out var plan))
        {
            _plans[network] = plan = _networks.Plan(network, _shape);
        }

        return plan;
    }
}
