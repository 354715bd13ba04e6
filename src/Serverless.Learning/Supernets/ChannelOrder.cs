using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>Sorts the channels within each layer of a supernet by importance, before narrower layers use the leading channels.</summary>
/// <remarks>
/// The importance of a channel is the sum of the magnitudes of the weights that read it (Cai et al. 2020). The largest network computes the same
/// before and after.
/// </remarks>
static class ChannelOrder
{
    /// <param name="shared">The weights of the supernet, which are changed.</param>
    public static void Sort(IReadOnlyDictionary<string, Tensor> shared)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        for (var slot = 0; slot < SubnetChoices.Slots; slot++)
        {
            var layer = $"layer{slot + 1}.";
            var inside = Order(shared[$"{layer}narrow.convolution.weight"]);
            string[] ofOutputs =
            [
                "widen.convolution.convolution.weight", "widen.convolution.normalisation.weight", "widen.convolution.normalisation.bias",
                "filter.convolution.convolution.weight", "filter.convolution.normalisation.weight", "filter.convolution.normalisation.bias",
                "excitation.excite.weight", "excitation.excite.bias",
            ];
            foreach (var name in ofOutputs)
            {
                Permute(shared[layer + name], 0, inside);
            }

            Permute(shared[$"{layer}excitation.squeeze.weight"], 1, inside);
            Permute(shared[$"{layer}narrow.convolution.weight"], 1, inside);
            var squeezed = Order(shared[$"{layer}excitation.excite.weight"]);
            Permute(shared[$"{layer}excitation.squeeze.weight"], 0, squeezed);
            Permute(shared[$"{layer}excitation.squeeze.bias"], 0, squeezed);
            Permute(shared[$"{layer}excitation.excite.weight"], 1, squeezed);
        }
    }

    /// <summary>Returns the order of a convolution's inputs, those with the largest weights first.</summary>
    static Tensor Order(Tensor reader) => reader.abs().sum([0, 2, 3]).argsort(0, descending: true);

    static void Permute(Tensor weights, int dimension, Tensor order) => weights.copy_(weights.index_select(dimension, order));
}
