using Serverless.Learning.Networks;
using Serverless.Learning.Networks.Templates;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;
using static TorchSharp.torch;

namespace Serverless.Learning.Inheritance;

/// <summary>Copies the weights of a smaller network to a larger one, so that both compute the same function.</summary>
/// <remarks>
/// In each block the units of the smaller network come first. The added units keep their random weights, and the weights that read them are 0;
/// those can still learn, since the added units differ. Kernels are enlarged by a border of zeros; inserted layers pass on their input.
/// </remarks>
/// <param name="morph">The mapping between the blocks of the two networks.</param>
/// <param name="parent">The smaller network, trained.</param>
/// <param name="child">The larger network, with its initial weights.</param>
sealed class GrownWeights(NetworkMorph morph, CandidateNetwork parent, CandidateNetwork child)
{
    readonly BlockTensors _from = new(parent);
    readonly BlockTensors _to = new(child);

    /// <summary>Copies the weights.</summary>
    public void Copy()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var units = (long)morph.Parent.Shape.Channels;
        foreach (var (place, block) in morph.Child.Blocks.Index())
        {
            if (morph.Origins[place] is { } origin)
            {
                var before = morph.Parent.Blocks[origin];
                Copy(before, block);
                units = before.Output.Channels;
            }
            else
            {
                HandOn(block, units);
            }
        }

        _to.Classifier.zero_();
        _to.Classifier.narrow(1, 0, morph.Parent.Features).copy_(_from.Classifier);
        _to.ClassifierBias.copy_(_from.ClassifierBias);
    }

    /// <summary>
    /// Sets the scale of inserted normalisations from the values that they read, so that they pass these values on in training too.
    /// </summary>
    /// <param name="morph">The mapping between the blocks of the two networks.</param>
    /// <param name="child">The larger network, after <see cref="Copy()"/>.</param>
    /// <param name="images">Some of the training images.</param>
    public static void Calibrate(NetworkMorph morph, CandidateNetwork child, Tensor images)
    {
        var inserted = morph.Child.Blocks.Index()
            .Where(block => block.Item is PlannedNorm && morph.Origins[block.Index] is null).Select(block => block.Item.Name).ToHashSet();
        if (inserted.Count == 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        child.eval();
        foreach (var module in child.named_modules().Where(named => inserted.Contains(named.name.Split('.')[^1])).Select(named => named.module).OfType<BatchNormBlock>())
        {
            module.CalibratesNext = true;
        }

        child.call(images);
    }

    void Copy(PlannedBlock before, PlannedBlock after)
    {
        switch (after)
        {
            case PlannedConvolution or PlannedLinear when IsWide(after):
                CopyLayer(before, after);
                break;
            case PlannedNorm { IsBatch: true }:
                foreach (var (from, to) in _from.Normalisation(before).Zip(_to.Normalisation(after)))
                {
                    to.narrow(0, 0, before.Output.Channels).copy_(from);
                }

                _to.Batches(after).copy_(_from.Batches(before));
                break;
            case PlannedDropout:
                break; // what it counts are the steps of a training of its own
            default:
                foreach (var (from, to) in _from.All(before).Zip(_to.All(after)))
                {
                    to.copy_(from);
                }

                break;
        }
    }

    static bool IsWide(PlannedBlock block) =>
        block is PlannedLinear or PlannedConvolution { Groups: 1 }
        || (block is PlannedConvolution { Groups: var groups } && groups == block.Input.Channels && groups == block.Output.Channels);

    void CopyLayer(PlannedBlock before, PlannedBlock after)
    {
        var (from, to) = (_from.Weight(before), _to.Weight(after).narrow(0, 0, before.Output.Channels));
        to.zero_();
        var inside = to.narrow(1, 0, from.shape[1]);
        if (from.dim() == 4)
        {
            inside = inside.narrow(2, (to.shape[2] - from.shape[2]) / 2, from.shape[2]).narrow(3, (to.shape[3] - from.shape[3]) / 2, from.shape[3]);
        }

        inside.copy_(from);
        if (_to.Bias(after) is { } bias)
        {
            bias.narrow(0, 0, before.Output.Channels).zero_();
            if (_from.Bias(before) is { } known)
            {
                bias.narrow(0, 0, before.Output.Channels).copy_(known);
            }
        }
    }

    void HandOn(PlannedBlock block, long units)
    {
        switch (block)
        {
            case PlannedConvolution or PlannedLinear:
                var weight = _to.Weight(block).narrow(0, 0, units);
                weight.zero_();
                var middle = weight.dim() == 4 ? weight.select(3, weight.shape[3] / 2).select(2, weight.shape[2] / 2) : weight;
                if (block is PlannedConvolution { Groups: > 1 })
                {
                    middle.fill_(1);
                }
                else
                {
                    middle.narrow(1, 0, units).copy_(eye(units));
                }

                _to.Bias(block)?.narrow(0, 0, units).zero_();
                break;
            case PlannedNorm:
                var scale = _to.Normalisation(block);
                scale[0].copy_((scale[3] + ConvNorm.Epsilon).sqrt());
                scale[1].copy_(scale[2]);
                break;
            default:
                break; // has no weights
        }
    }
}
