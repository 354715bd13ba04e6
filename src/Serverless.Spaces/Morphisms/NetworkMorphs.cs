using Serverless.Spaces.Definitions;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Morphisms;

/// <summary>Finds the morphs between architectures of a user-defined space; plans are cached. Not thread-safe.</summary>
public sealed class NetworkMorphs
{
    readonly Dictionary<Architecture, NetworkPlan> _plans = [];
    readonly CategoricalSpace _space;
    readonly OwnSpace _networks;
    readonly ImageShape _shape;

    NetworkMorphs(CategoricalSpace space, OwnSpace networks, ImageShape shape) => (_space, _networks, _shape) = (space, networks, shape);

    /// <summary>
    /// Returns the morphs of a space, with or without a searched recipe; null if it has no definition of networks that can be changed block by block.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="shape">The image shape; null: that for which its costs are counted.</param>
    public static NetworkMorphs? Of(SearchSpace space, ImageShape? shape = null) => (space is JointSpace joint ? joint.Networks : space) is OwnSpace own
        ? new NetworkMorphs((CategoricalSpace)space, own, shape ?? own.CostShape)
        : null;

    /// <summary>Returns how the network of one architecture enlarges that of another; null if it does not.</summary>
    public NetworkMorph? Growth(Architecture parent, Architecture child) => NetworkGrowth.Find(PlanOf(parent), PlanOf(child));

    /// <summary>Returns how the network of one architecture is obtained from that of another by cutting units; null if it is not.</summary>
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
