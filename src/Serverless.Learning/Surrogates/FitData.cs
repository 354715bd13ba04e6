using Serverless.Domain.Spaces.Encodings;
using Serverless.Domain.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>A training set as tensors on a device, and who may learn from what.</summary>
sealed class FitData : IDisposable
{
    readonly Dictionary<EncodingPart, Tensor> _inputs;
    readonly FitBatch _all;

    public FitData(
        SurrogateTrainingSet set, ArchitectureEncoder encoder, IReadOnlyList<EncodingPart> parts, SurrogateFitOptions options, Device device)
    {
        (Set, Scales, Ranks) = (set, SurrogateFit.Scales(set), SurrogateFit.Ranks(set));
        Device = device;
        HeldOut = SurrogateFit.HeldOut(set.Count, options);
        _inputs = EncodedInputs.Of(encoder, parts, set.Architectures, device);

        var targets = set.Targets.Count;
        var (values, known) = (new float[set.Count * targets], new float[set.Count * targets]);
        for (var i = 0; i < values.Length; i++)
        {
            var (value, scale) = (set.Values[i], Scales[i % targets]);
            known[i] = double.IsNaN(value) ? 0 : 1;
            values[i] = double.IsNaN(value) ? 0 : (float)((value - scale.Mean) / scale.Deviation);
        }

        var seen = new float[set.Count * options.Members];
        Array.Fill(seen, 1);
        foreach (var (member, heldOut) in HeldOut.Index())
        {
            foreach (var index in heldOut)
            {
                seen[(index * options.Members) + member] = 0;
            }
        }

        _all = new(
            tensor(values).reshape(set.Count, targets).to(device),
            tensor(known).reshape(set.Count, targets).to(device),
            tensor(Array.ConvertAll(Ranks, rank => (float)rank)).to(device),
            tensor(seen).reshape(set.Count, options.Members).to(device),
            set.Targets);
    }

    public SurrogateTrainingSet Set { get; }

    public Device Device { get; }

    public SurrogateScale[] Scales { get; }

    /// <value>Pareto ranks among the set; −1 where a value is not known.</value>
    public int[] Ranks { get; }

    /// <value>By member: what it does not see.</value>
    public int[][] HeldOut { get; }

    /// <summary>Some architectures: their encoding and what is known of them.</summary>
    public (Dictionary<EncodingPart, Tensor> Inputs, FitBatch Batch) Take(Tensor indices) => (
        _inputs.ToDictionary(input => input.Key, input => input.Value.index_select(0, indices)),
        new(
            _all.Values.index_select(0, indices), _all.Known.index_select(0, indices),
            _all.Ranks.index_select(0, indices), _all.Seen.index_select(0, indices), Set.Targets));

    /// <summary>What a network says about the whole set.</summary>
    public MemberAnswers Ask(SurrogateNetwork network) => MemberAnswers.Of(network, _inputs);

    public void Dispose()
    {
        foreach (var input in _inputs.Values)
        {
            input.Dispose();
        }

        _all.Values.Dispose();
        _all.Known.Dispose();
        _all.Ranks.Dispose();
        _all.Seen.Dispose();
    }
}
