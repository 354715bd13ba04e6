using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.ParetoHybrid;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates.ParetoHybrid;

public sealed class ParetoHybridFitterTests
{
    static readonly ParetoHybridFitter Fitter = new();
    static readonly NasBenchMacroSpace Space = new();
    static readonly SurrogateFitOptions Options = new() { Seed = 1, Members = 2, Epochs = 20, Device = "cpu" };
    static readonly Lazy<FittedSurrogate> Known = new(() => Fitter.Fit(SmallSets.Of(Space, 80), Options, CancellationToken.None));

    [Fact]
    public void FitHeads_AnotherDevice_LearnsItAndLeavesTheEncoderAsItIs()
    {
        var set = Reversed(SmallSets.Of(Space, 80, seed: 4));

        using var fitted = (FittedNetwork)Fitter.FitHeads(Known.Value, set, Options, CancellationToken.None);

        foreach (var (name, weights) in EncoderOf(Known.Value))
        {
            EncoderOf(fitted)[name].ShouldBe(weights, name);
        }

        fitted.Metadata.HeldOut!.Spearman[0]!.Value.ShouldBeGreaterThan(0.6);
        fitted.Metadata.Targets.ShouldBe(set.Targets);
    }

    [Fact]
    public void FitHeads_AnotherNumberOfObjectives_GivesAsManyValues()
    {
        var set = SmallSets.Of(Space, 40);
        var three = new SurrogateTrainingSet(
            set.Specification, set.Shape, [.. set.Targets, new() { Metric = "parameters", Goal = Goal.Minimise }], set.Architectures,
            [.. set.Architectures.SelectMany((one, index) => (double[])[.. set.ValuesOf(index), index])]);

        using var fitted = Fitter.FitHeads(Known.Value, three, Options with { Epochs = 1 }, CancellationToken.None);

        fitted.Predict(set.Architectures).Objectives.ShouldBe(3);
    }

    [Fact]
    public void FitHeads_AnotherSpace_IsRefused() =>
        Should.Throw<ArgumentException>(
            () => Fitter.FitHeads(Known.Value, SmallSets.Of(new NasBench201Space(), 20), Options, CancellationToken.None)).Message.ShouldContain("tune");

    [Fact]
    public void FitHeads_AnotherNumberOfMembers_IsRefused() =>
        Should.Throw<ArgumentException>(
            () => Fitter.FitHeads(Known.Value, SmallSets.Of(Space, 20), Options with { Members = 3 }, CancellationToken.None))
            .Message.ShouldContain("2 members");

    [Fact]
    public void FineTune_AnotherSpace_BeginsWhereTheFirstStands()
    {
        var set = SmallSets.Of(new NasBench201Space(), 60);

        using var tuned = (FittedNetwork)Fitter.FineTune(Known.Value, set, Options with { Epochs = 1 }, CancellationToken.None);
        using var fresh = (FittedNetwork)Fitter.Fit(set, Options with { Epochs = 1 }, CancellationToken.None);

        // Layers that read the space's own encodings have other sizes; the ones behind them are taken over.
        var known = EncoderOf(Known.Value)["graph.layer1.weight"];
        Distance(EncoderOf(tuned)["graph.layer1.weight"], known).ShouldBeLessThan(Distance(EncoderOf(fresh)["graph.layer1.weight"], known) / 2);
        tuned.Predict(set.Architectures).Count.ShouldBe(60);
    }

    [Fact]
    public void Restore_WeightsThatWereWritten_SaysTheSameAndCanBeBegunAt()
    {
        var weights = Known.Value.ToWeights().ShouldNotBeNull();
        var set = SmallSets.Of(Space, 20);

        using var restored = Fitter.Restore(Known.Value.Metadata, weights);

        var (again, before) = (restored.Predict(set.Architectures), Known.Value.Predict(set.Architectures));
        again.Values.ToArray().ShouldBe(before.Values.ToArray());
        again.Scores.ToArray().ShouldBe(before.Scores.ToArray());
        restored.ToWeights().ShouldBe(weights);
        using var heads = Fitter.FitHeads(restored, set, Options with { Epochs = 1 }, CancellationToken.None);
        EncoderOf(heads)["graph.layer1.weight"].ShouldBe(EncoderOf(Known.Value)["graph.layer1.weight"]);
    }

    [Fact]
    public void Restore_WeightsOfAnother_AreRefusedNamingWhat()
    {
        var (metadata, weights) = (Known.Value.Metadata, Known.Value.ToWeights()!);

        Should.Throw<InvalidDataException>(() => Fitter.Restore(metadata with { Members = 3 }, weights)).Message.ShouldContain("It has no");
        Should.Throw<InvalidDataException>(() => Fitter.Restore(metadata with { Members = 100_000 }, weights)).Message.ShouldContain("100000 members");
        Should.Throw<InvalidDataException>(() => Fitter.Restore(metadata with { Kind = SurrogateKind.Gates }, weights)).Message.ShouldContain("not pareto-hybrid");
        Should.Throw<InvalidDataException>(() => Fitter.Restore(metadata, weights.AsMemory(0, weights.Length - 4))).Message.ShouldContain("within the file");
    }

    [Fact]
    public void Fit_ValuesThatAreNotKnown_LearnsFromTheOthers()
    {
        var set = SmallSets.Of(Space, 60);
        var values = set.Values.ToArray();
        for (var i = 1; i < 40; i += 2)
        {
            values[i] = double.NaN;
        }

        using var fitted = Fitter.Fit(
            new(set.Specification, set.Shape, set.Targets, set.Architectures, values), Options with { Epochs = 2 }, CancellationToken.None);

        fitted.Predict(set.Architectures).Scores.ToArray().ShouldAllBe(score => float.IsFinite(score));
        fitted.Metadata.Scales.ShouldAllBe(scale => scale.Deviation > 0);
    }

    [Fact]
    public void Fit_DisconnectedCells_AreLeftOutOfTheRanks()
    {
        var space = new NasBench201Space();
        var set = SmallSets.Of(space, 20);
        var withDead = new SurrogateTrainingSet(
            set.Specification, set.Shape, set.Targets, [.. set.Architectures, space.Create([0, 0, 0, 0, 0, 0])], [.. set.Values, 10, 0.001]);
        var options = Options with { Epochs = 1, HeldOutShare = 0 };

        using var with = Fitter.Fit(withDead, options, CancellationToken.None);
        using var without = Fitter.Fit(set.Subset([.. Enumerable.Range(0, 20)]), options, CancellationToken.None);

        with.Predict(set.Architectures).Scores.ToArray().ShouldBe(without.Predict(set.Architectures).Scores.ToArray());
        with.Metadata.HeldOut.ShouldBeNull();
    }

    /// <summary>The same architectures, as a device that finds slow what the other finds fast.</summary>
    static SurrogateTrainingSet Reversed(SurrogateTrainingSet set)
    {
        var values = set.Values.ToArray();
        for (var i = 1; i < values.Length; i += 2)
        {
            values[i] = 20 - values[i];
        }

        return new(set.Specification, set.Shape, [set.Targets[0], set.Targets[1] with { Device = "other" }], set.Architectures, values);
    }

    static Dictionary<string, float[]> EncoderOf(FittedSurrogate fitted) => ((FittedNetwork)fitted).Network.named_parameters()
        .Where(named => named.name.StartsWith("graph", StringComparison.Ordinal) || named.name.StartsWith("sequence", StringComparison.Ordinal))
        .ToDictionary(named => named.name, named => named.parameter.detach().data<float>().ToArray());

    static double Distance(float[] first, float[] second) => Math.Sqrt(first.Zip(second, (a, b) => Math.Pow(a - b, 2)).Sum());
}
