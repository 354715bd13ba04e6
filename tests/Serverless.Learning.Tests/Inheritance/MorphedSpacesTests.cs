using Serverless.Learning.Inheritance;
using Serverless.Learning.Networks;
using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Inheritance;

/// <summary>Morphs between neighbours in spaces with every kind of block.</summary>
public sealed class MorphedSpacesTests
{
    const int Parents = 6;
    const int Children = 3;

    /// <value>Layers that nothing can change stand before, between and behind those that grow and are cut; the classifier reads a map.</value>
    static readonly OwnSpace Mixed = OwnSpaceSamples.Of("mixed", new ImageShape(1, 8, 6, 3), """
        {
          "dimensions": [
            { "name": "first", "type": "choice", "choices": [1, 2, 4] },
            { "name": "kernel", "type": "choice", "choices": [1, 3] },
            { "name": "stride", "type": "choice", "choices": [1, 2] },
            { "name": "middle", "type": "choice", "choices": [2, 4, 6] },
            { "name": "last", "type": "choice", "choices": [3, 5, 8] },
            { "name": "layers", "type": "integer", "low": 0, "high": 2 },
            { "name": "end", "type": "choice", "choices": ["map", "pool", "steps", "state"] },
            { "name": "units", "type": "choice", "choices": [4, 6], "when": { "end": ["pool", "state"] } }
          ],
          "network": [
            { "block": "conv", "channels": "$first", "kernel": "$kernel", "kernelWidth": 1, "stride": "$stride" },
            { "block": "activation", "kind": "sigmoid" },
            { "block": "depthwise", "kernel": 3 },
            { "block": "norm", "kind": "batch" },
            { "block": "activation", "kind": "relu6" },
            { "block": "repeat", "count": "$layers", "blocks": [{ "block": "depthwise", "kernel": "$kernel" }, { "block": "activation", "kind": "relu6" }, { "block": "dropout", "rate": 0.25 }] },
            { "block": "conv", "channels": 4, "kernel": 1 },
            { "block": "residual", "blocks": [{ "block": "attention", "heads": 2 }, { "block": "dropout", "rate": 0.25 }] },
            { "block": "norm", "kind": "layer" },
            { "block": "conv", "channels": 4, "kernel": 3, "groups": 2, "bias": false },
            { "block": "conv", "channels": "$middle", "kernel": "$kernel", "bias": false },
            { "block": "activation", "kind": "hardswish" },
            { "block": "pool", "kind": "average", "kernel": 2 },
            { "block": "conv", "channels": "$last", "kernel": 3 },
            { "block": "activation", "kind": "leakyRelu" },
            { "block": "gru", "units": 4, "sequence": true, "when": { "end": ["steps"] } },
            { "block": "lstm", "units": 4, "when": { "end": ["state"] } },
            { "block": "globalPool", "when": { "end": ["pool"] } },
            { "block": "linear", "units": "$units", "when": { "end": ["pool", "state"] } }
          ]
        }
        """);

    [Fact]
    public void Morphs_OfNeighbours_ComputeTheSameWhenGrownAndRunWhenCut()
    {
        foreach (var space in OwnSpaceSamples.All.Append(OwnSpaceSamples.Growing).Append(Mixed))
        {
            var morphs = NetworkMorphs.Of(space).ShouldNotBeNull();
            var (grown, cut) = (0, 0);
            for (var index = 0; index < Parents; index++)
            {
                var parent = space.Canonicalise(space.Sample(RandomStream.For(7, 0, index)));
                var children = space.Neighbours(parent).Select(space.Canonicalise).ToList();
                using var scope = NewDisposeScope();
                using var trained = TestNetworks.Used(space, parent);
                foreach (var child in Every(children.Where(child => morphs.Growth(parent, child) is not null)))
                {
                    Differ(space, trained, parent, child, morphs.Growth(parent, child)!, isGrown: true).ShouldBeLessThan(1e-4f, $"{space.Name}: {space.Format(parent)} to {space.Format(child)}");
                    grown++;
                }

                foreach (var child in Every(children.Where(child => morphs.Cut(parent, child) is not null)))
                {
                    float.IsFinite(Differ(space, trained, parent, child, morphs.Cut(parent, child)!, isGrown: false)).ShouldBeTrue($"{space.Name}: {space.Format(parent)} to {space.Format(child)}");
                    cut++;
                }
            }

            (grown > 0 && cut > 0).ShouldBe(space.Name is not ("blocks" or "recurrent"), $"{space.Name}: {grown} grown, {cut} cut");
        }
    }

    /// <summary>Some of them, from all over.</summary>
    static IEnumerable<Architecture> Every(IEnumerable<Architecture> children)
    {
        var all = children.ToList();
        return all.Where((_, place) => place % Math.Max(1, all.Count / Children) == 0);
    }

    /// <summary>The largest difference of logits, in parts of the largest logit.</summary>
    static float Differ(OwnSpace space, CandidateNetwork trained, Architecture parent, Architecture child, NetworkMorph morph, bool isGrown)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = CandidateNetworks.Create(child, space.DefaultSkeleton, space.CostShape, seed: 5);
        if (isGrown)
        {
            new GrownWeights(morph, trained, network).Copy();
        }
        else
        {
            new CutWeights(morph, trained, network, seed: 2).Copy();
        }

        network.eval();
        var images = TestNetworks.Images(space, count: 8, seed: 9);
        var logits = trained.call(images);
        return (network.call(images).sub(logits).abs().max() / logits.abs().max()).item<float>();
    }
}
