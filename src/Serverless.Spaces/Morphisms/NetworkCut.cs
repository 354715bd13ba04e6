using Serverless.Spaces.Definitions;

namespace Serverless.Spaces.Morphisms;

/// <summary>Determines whether a network is another one with fewer units.</summary>
public static class NetworkCut
{
    /// <summary>Returns how one network is obtained from another by cutting units; null if it is not.</summary>
    /// <param name="parent">The larger network.</param>
    /// <param name="child">The network with fewer units, and otherwise the same blocks.</param>
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

    /// <summary>Returns the layer that reads a block's output: a convolution or a linear layer; null: the classifier.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="place">Index of the block.</param>
    public static PlannedBlock? ReaderOf(NetworkPlan plan, int place)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Blocks.Skip(place + 1).FirstOrDefault(block => block is PlannedConvolution or PlannedLinear);
    }
}
