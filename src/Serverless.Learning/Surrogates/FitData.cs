using Serverless.Algorithms.Models;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Trees;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>A training set as tensors on a device, with the examples that each member learns from.</summary>
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

    /// <value>The normal scores of each target, if networks learn these; null if they learn (value − mean) / deviation.</value>
    public NormalScores[]? NormalScores { get; }

    /// <value>The boosted trees beside the network; null for none.</value>
    public MemberTrees? Trees { get; }

    /// <value>The Pareto rank of each architecture in the set; −1 where a value is not known.</value>
    public int[] Ranks { get; }

    /// <value>For each member, the indices of the architectures that are held out.</value>
    public int[][] HeldOut { get; }

    /// <summary>Returns the encoding and the known values of some architectures.</summary>
    public (NetworkInputs Inputs, FitBatch Batch) Take(Tensor indices) => (
        _inputs.Select(input => input.index_select(0, indices)),
        new(
            _all.Values.index_select(0, indices), _all.Known.index_select(0, indices),
            _all.Seen.index_select(0, indices), Set.Targets));

    /// <summary>
    /// Returns the network's outputs for the whole set without learning curves, since predictions are requested for untrained architectures.
    /// </summary>
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

/// <summary>The known values of the architectures of one step.</summary>
/// <param name="Values">The scaled values, b × m; 0 where unknown.</param>
/// <param name="Known">b × m: 1 where the value is known, otherwise 0.</param>
/// <param name="Seen">b × members: 1 where the member learns from the architecture, otherwise 0.</param>
/// <param name="Targets">The m targets of the values.</param>
sealed record FitBatch(Tensor Values, Tensor Known, Tensor Seen, IReadOnlyList<Objective> Targets);
