using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Inference;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.HwPrNas;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;
using static Serverless.Learning.Tests.Surrogates.HwPrNas.DeviceSets;

namespace Serverless.Learning.Tests.Surrogates.HwPrNas;

public sealed class HwPrNasFitterTests
{
    static readonly HwPrNasFitter Fitter = new();
    static readonly SurrogateFitOptions Options = new() { Seed = 1, Members = 2, Epochs = 30, Device = "cpu" };
    static readonly SurrogateTrainingSet First = Of(60, Accuracy, Here);
    static readonly Lazy<FittedSurrogate> Known = new(() => Fitter.Fit(First, Options, CancellationToken.None));

    [Fact]
    public void FitHeads_AnotherPlatform_LeavesAnswersForTheFirstBitEqual()
    {
        using var both = (FittedHwPrNas)Fitter.FitHeads(Known.Value, Of(60, Accuracy, There), Options, CancellationToken.None);

        var metadata = both.Metadata;
        metadata.Targets.ShouldBe([Accuracy, Here, There]);
        metadata.Platforms!.Select(platform => platform.Name).ShouldBe(["here", "there"]);
        metadata.Platforms![0].ShouldBe(Known.Value.Metadata.Platforms![0]);
        metadata.Platforms[1].KendallTauB.ShouldNotBeNull().ShouldBeGreaterThan(0.3);
        both.Predict(First.Architectures, platform: 0).Scores.ToArray().ShouldBe(Known.Value.Predict(First.Architectures).Scores.ToArray());
        using var before = SurrogateScorer.Open("before", Known.Value.ToOnnx());
        using var after = SurrogateScorer.Open("after", both.ToOnnx());
        after.Score(First.Architectures, [Here, Accuracy]).Scores.ToArray().ShouldBe(before.Score(First.Architectures).Scores.ToArray());
        Furthest(after.Score(First.Architectures, [Accuracy, There]), both.Predict(First.Architectures, platform: 1)).ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void FitHeads_PlatformThatThereIs_LearnsItsHeadAgain()
    {
        using var again = (FittedHwPrNas)Fitter.FitHeads(Known.Value, Of(40, Accuracy, Here), Options with { Epochs = 1 }, CancellationToken.None);

        again.Metadata.Platforms!.Count.ShouldBe(1);
        WeightsOf(again, "graph").ShouldBe(WeightsOf(Known.Value, "graph"));
        WeightsOf(again, "head0").ShouldNotBe(WeightsOf(Known.Value, "head0"));
    }

    [Fact]
    public void FitHeads_WhatDoesNotFit_IsRefusedNamingWhat()
    {
        Refused(SmallSets.Of(new NasBench201Space(), 20), Options, "tune");
        Refused(new(First.Specification, First.Shape with { Classes = 100 }, First.Targets, First.Architectures, First.Values), Options, "Classes = 100");
        Refused(First, Options with { Members = 3 }, "2 members");
        Refused(Of(20, Accuracy with { Goal = Goal.Minimise }, Here), Options, "'accuracy' with the opposite goal");

        static void Refused(SurrogateTrainingSet set, SurrogateFitOptions options, string message) =>
            Should.Throw<ArgumentException>(() => Fitter.FitHeads(Known.Value, set, options, CancellationToken.None)).Message.ShouldContain(message);
    }

    [Fact]
    public void Fit_DevicesThatDisagree_OrdersTheOtherWayForEach()
    {
        var set = Of(60, Here, There);
        using var fitted = Fitter.Fit(set, Options, CancellationToken.None);
        using var scorer = SurrogateScorer.Open("fitted", fitted.ToOnnx());

        var (here, there) = (Means(scorer.Score(set.Architectures, [Here])), Means(scorer.Score(set.Architectures, [There])));

        RankCorrelation.KendallTauB(here, there).ShouldBeLessThan(-0.7);
        scorer.Score(set.Architectures, [There, Here]).HasScores.ShouldBeTrue("who compares both devices at once is answered too");
    }

    [Fact]
    public void Score_PlatformThatIsNotKnown_IsRefusedNamingThoseThereAre()
    {
        using var scorer = SurrogateScorer.Open("known", Known.Value.ToOnnx());

        var refused = Should.Throw<ModelException>(() => scorer.Score(First.Architectures, [Accuracy, There]));

        refused.Message.ShouldContain("for here (accuracy, latencyMs@here), not for accuracy, latencyMs@there");
        Should.Throw<ModelException>(() => scorer.Score(First.Architectures, [Here])).Message.ShouldContain("not for latencyMs@here");
    }

    [Fact]
    public void FineTune_AnotherSpace_BeginsWhereTheFirstStands()
    {
        var set = SmallSets.Of(new NasBench201Space(), 40);
        using var tuned = Fitter.FineTune(Known.Value, set, Options with { Epochs = 1 }, CancellationToken.None);
        using var fresh = Fitter.Fit(set, Options with { Epochs = 1 }, CancellationToken.None);

        // Layers that read the space's own encodings have other sizes; the ones behind them are taken over.
        var known = WeightsOf(Known.Value, "graph.layer1");
        Distance(WeightsOf(tuned, "graph.layer1"), known).ShouldBeLessThan(Distance(WeightsOf(fresh, "graph.layer1"), known) / 2);
        tuned.Metadata.Platforms!.ShouldHaveSingleItem().Name.ShouldBe("board");
    }

    [Fact]
    public void Restore_WeightsThatWereWritten_SaysTheSameAndCanBeBegunAt()
    {
        var weights = Known.Value.ToWeights().ShouldNotBeNull();

        using var restored = Fitter.Restore(Known.Value.Metadata, weights);

        restored.Predict(First.Architectures).Scores.ToArray().ShouldBe(Known.Value.Predict(First.Architectures).Scores.ToArray());
        restored.ToWeights().ShouldBe(weights);
        using var heads = Fitter.FitHeads(restored, Of(20, Accuracy, There), Options with { Epochs = 1 }, CancellationToken.None);
        WeightsOf(heads, "graph").ShouldBe(WeightsOf(Known.Value, "graph"));
    }

    [Fact]
    public void Restore_WeightsOfAnother_AreRefusedNamingWhat()
    {
        var (metadata, weights) = (Known.Value.Metadata, Known.Value.ToWeights()!);

        Refused(metadata with { Members = 3 }, "It has no");
        Refused(metadata with { Platforms = [.. metadata.Platforms!, .. metadata.Platforms!] }, "It has no 'head1");
        Refused(metadata with { Platforms = null, HasObjectives = true }, "not hw-pr-nas with scores only");

        void Refused(SurrogateMetadata other, string message) =>
            Should.Throw<InvalidDataException>(() => Fitter.Restore(other, weights)).Message.ShouldContain(message);
    }

    static double[] Means(SurrogatePredictions predictions) => [.. Enumerable.Range(0, predictions.Count).Select(predictions.ScoreMean)];

    static double Furthest(SurrogatePredictions first, SurrogatePredictions second) =>
        first.Scores.ToArray().Zip(second.Scores.ToArray(), (a, b) => Math.Abs(a - b)).Max();

    static float[] WeightsOf(FittedSurrogate fitted, string part) =>
    [
        .. ((FittedHwPrNas)fitted).Network.named_parameters().Where(named => named.name.StartsWith(part, StringComparison.Ordinal))
            .SelectMany(named => named.parameter.detach().data<float>().ToArray()),
    ];

    static double Distance(float[] first, float[] second) => Math.Sqrt(first.Zip(second, (a, b) => Math.Pow(a - b, 2)).Sum());
}
