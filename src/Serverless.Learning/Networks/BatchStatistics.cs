using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Batch normalisation that also works for a batch with a single number per channel.</summary>
static class BatchStatistics
{
    /// <summary>
    /// Normalises a batch. One with a single number per channel, such as a last batch of one image whose maps are of size 1 × 1, has no variance, so it
    /// is normalised by the running statistics, also in training.
    /// </summary>
    public static Tensor Normalise(NormBase layer, Tensor input) => layer.training && input.numel() == input.shape[1]
        ? nn.functional.batch_norm(input, layer.running_mean!, layer.running_var!, layer.weight, layer.bias, false, ConvNorm.Momentum, ConvNorm.Epsilon)
        : layer.call(input);
}
