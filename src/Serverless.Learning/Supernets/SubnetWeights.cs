using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>
/// Derives the weights of an architecture's network from those of the largest network, under the names that they have in the architecture's own
/// network.
/// </summary>
/// <remarks>
/// A 3×3 kernel is the centre of the 5×5 kernel times a learned 9 × 9 matrix of the layer; narrower layers use the leading channels, and stages with
/// fewer layers the first layers. A convolution in two groups has those connections of the shared convolution that stay within a group, with each
/// channel in the place that it has there. Gradients flow through the derived weights to the shared weights.
/// </remarks>
sealed class SubnetWeights
{
    const int SmallSide = 3;

    readonly IReadOnlyDictionary<string, Tensor> _shared;
    readonly Dictionary<string, Tensor> _own = [];

    SubnetWeights(IReadOnlyDictionary<string, Tensor> shared) => _shared = shared;

    /// <summary>Derives the weights.</summary>
    /// <param name="shared">The parameters of the largest network, and the matrices by <see cref="KernelName"/>.</param>
    /// <param name="places">The result of <see cref="SubnetChoices.PlacesOf"/>.</param>
    /// <returns>The parameters by name, without buffers.</returns>
    public static IReadOnlyDictionary<string, Tensor> Of(IReadOnlyDictionary<string, Tensor> shared, IReadOnlyList<(int Slot, InvertedResidual Block)> places)
    {
        var weights = new SubnetWeights(shared);
        foreach (var whole in new[] { "stem.convolution.", "end.convolution." })
        {
            weights.Take($"{whole}convolution.weight", $"{whole}convolution.weight", all => all);
            weights.TakeNorm(whole, whole, channels: null);
        }

        weights.Take("classifier.weight", "classifier.weight", all => all);
        weights.Take("classifier.bias", "classifier.bias", all => all);
        foreach (var (index, (slot, block)) in places.Index())
        {
            weights.TakeBlock($"layer{index + 1}.", slot, block);
        }

        return weights._own;
    }

    /// <summary>Returns the name of the matrix that maps a layer's large kernels to small ones.</summary>
    public static string KernelName(int slot) => $"layer{slot + 1}kernel";

    void TakeBlock(string own, int slot, InvertedResidual block)
    {
        var shared = $"layer{slot + 1}.";
        var inside = block.ChannelsInside;
        Take($"{own}widen.convolution.convolution.weight", $"{shared}widen.convolution.convolution.weight", all => Blocks(Unshuffled(all.narrow(0, 0, inside), block.Groups), block.Groups));
        TakeNorm($"{own}widen.convolution.", $"{shared}widen.convolution.", inside, block.Groups);
        Take($"{own}filter.convolution.convolution.weight", $"{shared}filter.convolution.convolution.weight", all => Kernels(all.narrow(0, 0, inside), block.Kernel, slot));
        TakeNorm($"{own}filter.convolution.", $"{shared}filter.convolution.", inside);
        if (block.HasSqueezeExcite)
        {
            var squeezed = block.ChannelsSqueezed;
            Take($"{own}excitation.squeeze.weight", $"{shared}excitation.squeeze.weight", all => all.narrow(0, 0, squeezed).narrow(1, 0, inside));
            Take($"{own}excitation.squeeze.bias", $"{shared}excitation.squeeze.bias", all => all.narrow(0, 0, squeezed));
            Take($"{own}excitation.excite.weight", $"{shared}excitation.excite.weight", all => all.narrow(0, 0, inside).narrow(1, 0, squeezed));
            Take($"{own}excitation.excite.bias", $"{shared}excitation.excite.bias", all => all.narrow(0, 0, inside));
        }

        Take($"{own}narrow.convolution.weight", $"{shared}narrow.convolution.weight", all => Blocks(all.narrow(1, 0, inside), block.Groups));
        TakeNorm($"{own}narrow.", $"{shared}narrow.", channels: null);
    }

    void TakeNorm(string own, string shared, int? channels, int groups = 1)
    {
        foreach (var name in new[] { "normalisation.weight", "normalisation.bias" })
        {
            Take(own + name, shared + name, all => Unshuffled(channels is { } leading ? all.narrow(0, 0, leading) : all, groups));
        }
    }

    void Take(string own, string shared, Func<Tensor, Tensor> part) => _own[own] = part(_shared[shared]);

    /// <summary>
    /// Reorders channels so that the shuffle after a grouped convolution restores the shared order, and each channel keeps its filter.
    /// </summary>
    static Tensor Unshuffled(Tensor all, int groups) =>
        groups == 1 ? all : cat([.. Enumerable.Range(0, groups).Select(group => all.slice(0, group, all.shape[0], groups))], 0);

    /// <summary>Returns weights of outputs × inputs × 1 × 1 in the layout of a grouped convolution.</summary>
    static Tensor Blocks(Tensor all, int groups)
    {
        var (outputs, inputs) = (all.shape[0] / groups, all.shape[1] / groups);
        return groups == 1
            ? all
            : cat([.. Enumerable.Range(0, groups).Select(group => all.narrow(0, group * outputs, outputs).narrow(1, group * inputs, inputs))], 0);
    }

    Tensor Kernels(Tensor all, int side, int slot)
    {
        if (side == all.shape[2])
        {
            return all;
        }

        var border = (all.shape[2] - SmallSide) / 2;
        var centre = all.narrow(2, border, SmallSide).narrow(3, border, SmallSide).reshape(all.shape[0], SmallSide * SmallSide);
        return centre.matmul(_shared[KernelName(slot)].t()).reshape(all.shape[0], 1, SmallSide, SmallSide);
    }
}
