using Serverless.Learning.Networks;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;
using static TorchSharp.torch;

namespace Serverless.Learning.Inheritance;

/// <summary>Copies the weights of a larger network's remaining units to a network with fewer units.</summary>
/// <remarks>
/// To cut k units, the 2k units with the smallest L1 norm of the weights that read them are the candidates; a random half of these is cut
/// (Guerrero-Viu et al. 2021).
/// </remarks>
/// <param name="morph">The mapping between the blocks of the two networks.</param>
/// <param name="parent">The larger network, trained.</param>
/// <param name="child">The network with fewer units.</param>
/// <param name="seed">The seed of the random half.</param>
sealed class CutWeights(NetworkMorph morph, CandidateNetwork parent, CandidateNetwork child, long seed)
{
    readonly BlockTensors _from = new(parent);
    readonly BlockTensors _to = new(child);

    /// <summary>Copies the weights.</summary>
    /// <returns>The units that each block of the parent keeps, ascending.</returns>
    public IReadOnlyList<long[]> Copy()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var kept = new List<long[]>();
        long[] units = [.. Enumerable.Range(0, morph.Parent.Shape.Channels).Select(unit => (long)unit)];
        foreach (var (place, before) in morph.Parent.Blocks.Index())
        {
            var after = morph.Child.Blocks[place];
            units = Copy(place, before, after, units);
            kept.Add(units);
        }

        _to.Classifier.copy_(_from.Classifier.index_select(1, Of(units)));
        _to.ClassifierBias.copy_(_from.ClassifierBias);
        return kept;
    }

    long[] Copy(int place, PlannedBlock before, PlannedBlock after, long[] read)
    {
        switch (before)
        {
            case PlannedConvolution { Groups: > 1 and var groups } when groups == before.Input.Channels && groups == before.Output.Channels:
                CopyLayer(before, after, read, _from.Weight(before).index_select(0, Of(read)));
                return read;
            case PlannedConvolution { Groups: 1 } or PlannedLinear:
                var made = Keep(place, before.Output.Channels, after.Output.Channels);
                CopyLayer(before, after, made, _from.Weight(before).index_select(0, Of(made)).index_select(1, Of(read)));
                return made;
            case PlannedNorm { IsBatch: true }:
                foreach (var (from, to) in _from.Normalisation(before).Zip(_to.Normalisation(after)))
                {
                    to.copy_(from.index_select(0, Of(read)));
                }

                _to.Batches(after).copy_(_from.Batches(before));
                return read;
            case PlannedFlatten:
                var pixels = (long)before.Input.Height * before.Input.Width;
                return [.. read.SelectMany(unit => Enumerable.Range(0, (int)pixels).Select(pixel => (unit * pixels) + pixel))];
            case PlannedDropout or PlannedActivation or PlannedPool or PlannedGlobalPool:
                return read;
            default:
                foreach (var (from, to) in _from.All(before).Zip(_to.All(after)))
                {
                    to.copy_(from);
                }

                return [.. Enumerable.Range(0, before.Output.Channels).Select(unit => (long)unit)];
        }
    }

    void CopyLayer(PlannedBlock before, PlannedBlock after, long[] units, Tensor weight)
    {
        _to.Weight(after).copy_(weight);
        if (_from.Bias(before) is { } bias)
        {
            _to.Bias(after)!.copy_(bias.index_select(0, Of(units))); // both have one, or none
        }
    }

    long[] Keep(int place, int units, int count)
    {
        var all = Enumerable.Range(0, units).Select(unit => (long)unit);
        if (units == count)
        {
            return [.. all];
        }

        var norms = NormsOf(place, units);
        int[] weakest = [.. Enumerable.Range(0, units).OrderBy(unit => norms[unit]).Take(2 * (units - count))];
        var random = RandomStream.For(seed, place, RandomPurpose.Cutting);
        var cut = weakest.Select(unit => (Unit: (long)unit, Place: random.NextDouble())).OrderBy(drawn => drawn.Place)
            .Take(units - count).Select(drawn => drawn.Unit).ToHashSet();
        return [.. all.Where(unit => !cut.Contains(unit))];
    }

    /// <summary>Returns the L1 norm of the weights that read each unit of a block's output.</summary>
    float[] NormsOf(int place, int units)
    {
        var weight = (NetworkCut.ReaderOf(morph.Parent, place) is { } reader ? _from.Weight(reader) : _from.Classifier).abs();
        var byRead = NetworkCut.ReaderOf(morph.Parent, place) is PlannedConvolution { Groups: > 1 } ? weight : weight.transpose(0, 1);

        // After a feature map has been flattened, each unit is read by several weights of each unit.
        return [.. byRead.reshape(units, -1).sum(1).cpu().data<float>()];
    }

    Tensor Of(long[] units) => tensor(units).to(_from.Classifier.device);
}
