using Serverless.Learning.Networks;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>
/// Computes the network of an architecture in training mode from shared weights: the same as <see cref="MobileNetwork"/>, without building a network.
/// </summary>
/// <remarks>Batches are normalised by their own statistics; no running statistics are kept.</remarks>
sealed class SubnetPass(IReadOnlyDictionary<string, Tensor> weights, IReadOnlyList<(int Slot, InvertedResidual Block)> places)
{
    /// <summary>Returns the logits of images, n × classes.</summary>
    public Tensor Compute(Tensor images)
    {
        var stem = Rectified(images, "stem", stride: 1, groups: 1);

        // Channels are last in memory, as in the networks themselves.
        var value = stem.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        foreach (var (index, (_, block)) in places.Index())
        {
            value = Compute(value, $"layer{index + 1}", block);
        }

        var features = Rectified(value, "end", stride: 1, groups: 1).mean([2, 3]);
        return nn.functional.linear(features, weights["classifier.weight"], weights["classifier.bias"]);
    }

    Tensor Compute(Tensor input, string name, InvertedResidual block)
    {
        var wide = Rectified(input, $"{name}.widen", stride: 1, block.Groups);
        var filtered = Rectified(block.Groups == 1 ? wide : Shuffled(wide, block.Groups), $"{name}.filter", block.Stride, block.ChannelsInside);
        var weighed = block.HasSqueezeExcite ? filtered * Excitation(filtered, $"{name}.excitation") : filtered;
        var narrow = Normalised(Convolved(weighed, $"{name}.narrow.convolution", stride: 1, block.Groups), $"{name}.narrow");
        return block.IsResidual ? narrow + input : narrow;
    }

    Tensor Excitation(Tensor filtered, string name) =>
        Convolved(Convolved(filtered.mean([2, 3], true), $"{name}.squeeze", stride: 1, groups: 1).relu(), $"{name}.excite", stride: 1, groups: 1).sigmoid();

    Tensor Rectified(Tensor input, string name, int stride, int groups) =>
        Normalised(Convolved(input, $"{name}.convolution.convolution", stride, groups), $"{name}.convolution").relu();

    Tensor Convolved(Tensor input, string name, int stride, int groups)
    {
        var weight = weights[$"{name}.weight"];
        var padding = (weight.shape[2] - 1) / 2;
        return nn.functional.conv2d(input, weight, weights.GetValueOrDefault($"{name}.bias"), [stride, stride], [padding, padding], [1, 1], groups);
    }

    Tensor Normalised(Tensor input, string name)
    {
        var channels = input.shape[1];
        return nn.functional.batch_norm(
            input,
            zeros(channels, device: input.device),
            ones(channels, device: input.device),
            weights[$"{name}.normalisation.weight"],
            weights[$"{name}.normalisation.bias"],
            training: true,
            ConvNorm.Momentum,
            ConvNorm.Epsilon);
    }

    static Tensor Shuffled(Tensor value, int groups)
    {
        var (count, channels, height, width) = (value.shape[0], value.shape[1], value.shape[2], value.shape[3]);
        return value.permute(0, 2, 3, 1).reshape(count, height, width, groups, channels / groups)
            .transpose(3, 4).reshape(count, height, width, channels).permute(0, 3, 1, 2);
    }
}
