using Serverless.Algorithms.Models;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Trees;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>A training set as tensors on a device, and who may learn from what.</summary>
sealed class FitData : IDisposable
{
    readonly NetworkInputs _inputs;
    readonly FitBatch _all;

    public FitData(
        SurrogateTrainingSet set, ArchitectureEncoder encoder, IReadOnlyList<EncodingPart> parts, FitRecipe recipe, SurrogateFitOptions options,
        Device device, CancellationToken cancellation)
    {
        (Set, Scales, Ranks) = (set, SurrogateFit.Scales(set), SurrogateFit.Ranks(set));
        Device = device;
        HeldOut = SurrogateFit.HeldOut(set.Count, options);

        var targets = set.Targets.Count;
        NormalScores = recipe.IsNormalised
            ? [.. Enumerable.Range(0, targets).Select(target => Surrogates.NormalScores.Of(Known(set, target)))]
            : null;
        var (values, known) = (new float[set.Count * targets], new float[set.Count * targets]);
        for (var i = 0; i < values.Length; i++)
        {
            var (value, scale) = (set.Values[i], Scales[i % targets]);
            known[i] = double.IsNaN(value) ? 0 : 1;
            values[i] = double.IsNaN(value) ? 0 : (float)(NormalScores?[i % targets].ScoreOf(value) ?? ((value - scale.Mean) / scale.Deviation));
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

        var features = FeatureRows.Of(encoder, set.Architectures);
        Trees = recipe.HasTrees
            ? MemberTrees.Fit(
                features, values, (row, member, target) => known[(row * targets) + target] * seen[(row * options.Members) + member] > 0,
                options.Members, options.Seed, cancellation)
            : null;
        _inputs = EncodedInputs.Of(encoder, parts, set.Architectures, Trees?.Predict(features), device, recipe.CurveNetwork is null ? null : set.Curves);
        _all = new(
            tensor(values).reshape(set.Count, targets).to(device),
            tensor(known).reshape(set.Count, targets).to(device),
            tensor(seen).reshape(set.Count, options.Members).to(device),
            set.Targets);
    }

    public SurrogateTrainingSet Set { get; }

    public Device Device { get; }

    public SurrogateScale[] Scales { get; }

    /// <value>By target, where networks learn those; null: they learn values less the mean, over the deviation.</value>
    public NormalScores[]? NormalScores { get; }

    /// <value>What stands beside the network; null: nothing.</value>
    public MemberTrees? Trees { get; }

    /// <value>Pareto ranks among the set; −1 where a value is not known.</value>
    public int[] Ranks { get; }

    /// <value>By member: what it does not see.</value>
    public int[][] HeldOut { get; }

    /// <summary>Some architectures: their encoding and what is known of them.</summary>
    public (NetworkInputs Inputs, FitBatch Batch) Take(Tensor indices) => (
        _inputs.Select(input => input.index_select(0, indices)),
        new(
            _all.Values.index_select(0, indices), _all.Known.index_select(0, indices),
            _all.Seen.index_select(0, indices), Set.Targets));

    /// <summary>What a network says about the whole set, as if none of it had been trained: that is what it is asked of.</summary>
    public MemberAnswers Ask(SurrogateNetwork network)
    {
        using var scope = NewDisposeScope();
        return MemberAnswers.Of(network, _inputs.WithoutCurves());
    }

    static IEnumerable<double> Known(SurrogateTrainingSet set, int target) =>
        Enumerable.Range(0, set.Count).Select(index => set.ValuesOf(index)[target]).Where(double.IsFinite);

    public void Dispose()
    {
        _inputs.Dispose();
        _all.Values.Dispose();
        _all.Known.Dispose();
        _all.Seen.Dispose();
    }
}

/// <summary>What is known of the architectures of one step.</summary>
/// <param name="Values">b × m, scaled; 0 where unknown.</param>
/// <param name="Known">b × m: 1 where the value is known, else 0.</param>
/// <param name="Seen">b × members: 1 where the member may learn from the architecture, else 0.</param>
/// <param name="Targets">m: what the values are of.</param>
sealed record FitBatch(Tensor Values, Tensor Known, Tensor Seen, IReadOnlyList<Objective> Targets);
