using Serverless.Spaces.Definitions;

namespace Serverless.Spaces.Morphisms;

/// <summary>Finds how a network is another one with fewer units.</summary>
public static class NetworkCut
{
    /// <summary>How one network is left of another; null where it is not.</summary>
    /// <param name="parent">The larger one.</param>
    /// <param name="child">The one with fewer units, and else the same blocks.</param>
    public static NetworkMorph? Find(NetworkPlan parent, NetworkPlan child)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(child);
        return parent.Shape == child.Shape && parent.Blocks.Count == child.Blocks.Count
            && parent.Blocks.Zip(child.Blocks).All(pair => BlockMatching.Cuts(pair.First, pair.Second))
            && parent.Blocks.Zip(child.Blocks).Any(pair => pair.Second.Output.Channels < pair.First.Output.Channels)
            ? new NetworkMorph(parent, child, [.. Enumerable.Range(0, child.Blocks.Count).Select(place => (int?)place)])
            : null;
    }

    /// <summary>The layer that reads what a block makes: a convolution or a linear layer; null: the classifier.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="place">The block's.</param>
    public static PlannedBlock? ReaderOf(NetworkPlan plan, int place)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Blocks.Skip(place + 1).FirstOrDefault(block => block is PlannedConvolution or PlannedLinear);
    }
}
