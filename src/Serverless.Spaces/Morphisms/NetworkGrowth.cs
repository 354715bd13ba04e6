using Serverless.Spaces.Definitions;

namespace Serverless.Spaces.Morphisms;

/// <summary>
/// Determines how a network can be enlarged to one that computes the same: more units, larger kernels, additional layers that are identities.
/// </summary>
/// <remarks>
/// At every place, the larger network has the values of the smaller one first, followed by others to which later layers give the weight 0
/// (network morphism: Wei, Wang, Rui, Chen 2016).
/// </remarks>
public static class NetworkGrowth
{
    /// <summary>Returns how one network enlarges another; null if it does not, or that cannot be shown.</summary>
    /// <param name="parent">The smaller network.</param>
    /// <param name="child">The larger network, for the same image shape.</param>
    public static NetworkMorph? Find(NetworkPlan parent, NetworkPlan child)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(child);
        return parent.Shape == child.Shape && parent.Blocks.Count <= child.Blocks.Count && EndsAlike(parent.Output, child.Output)
            && new Alignment(parent, child).Find() is { } origins && child.Outline().Parameters > parent.Outline().Parameters
            ? new NetworkMorph(parent, child, origins)
            : null;
    }

    static bool EndsAlike(BlockShape parent, BlockShape child) => parent.IsVector == child.IsVector && parent.Channels <= child.Channels;

    /// <summary>
    /// Matches the blocks of the smaller network, in order, to blocks of the larger one; takes the first match found, trying earlier blocks before
    /// later ones.
    /// </summary>
    sealed class Alignment(NetworkPlan parent, NetworkPlan child)
    {
        readonly ValueRange[] _ranges = RangesOf(parent);
        readonly bool[,] _failed = new bool[parent.Blocks.Count + 1, child.Blocks.Count + 1];
        readonly int?[] _origins = new int?[child.Blocks.Count];

        public int?[]? Find() => Align(0, 0) ? _origins : null;

        bool Align(int before, int after)
        {
            if (after == child.Blocks.Count)
            {
                return before == parent.Blocks.Count;
            }

            if (_failed[before, after])
            {
                return false;
            }

            var block = child.Blocks[after];
            if (before < parent.Blocks.Count && BlockMatching.Enlarges(parent.Blocks[before], block))
            {
                _origins[after] = before;
                if (Align(before + 1, after + 1))
                {
                    return true;
                }
            }

            var value = before < parent.Blocks.Count ? parent.Blocks[before].Input : parent.Output;
            if (Lies(value, block.Input) && BlockMatching.HandsOn(block, value.Channels, _ranges[before]))
            {
                _origins[after] = null;
                if (Align(before, after + 1))
                {
                    return true;
                }
            }

            _failed[before, after] = true;
            return false;
        }

        static bool Lies(BlockShape value, BlockShape inside) =>
            (value.Height, value.Width, value.IsVector) == (inside.Height, inside.Width, inside.IsVector) && value.Channels <= inside.Channels;

        static ValueRange[] RangesOf(NetworkPlan plan)
        {
            var ranges = new ValueRange[plan.Blocks.Count + 1];
            foreach (var (place, block) in plan.Blocks.Index())
            {
                ranges[place + 1] = BlockMatching.RangeOf(block, ranges[place]);
            }

            return ranges;
        }
    }
}
