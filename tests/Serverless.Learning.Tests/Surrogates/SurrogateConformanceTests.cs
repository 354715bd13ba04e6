using Serverless.Core.Surrogates;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Learning.Tests.Surrogates;

/// <summary>The rules that every kind of surrogate follows.</summary>
public sealed class SurrogateConformanceTests
{
    static readonly SurrogateFitOptions Options = new() { Seed = 3, Members = 2, Epochs = 12, Device = "cpu" };

    public static TheoryData<string> Kinds => [.. SurrogateFitters.Kinds];

    /// <summary>All but complexity, which is the same whatever a device needs.</summary>
    public static TheoryData<string> LearningKinds => [.. SurrogateFitters.Kinds.Where(kind => kind != SurrogateKind.BitOperations)];

    /// <summary>Those whose fits of one target serve every set of targets.</summary>
    public static TheoryData<string> ApartKinds => [.. SurrogateFitters.Kinds.Where(kind => SurrogateFitters.Find(kind)!.FitsTargetsApart)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_IsWhatItsDescriptionSays(string kind)
    {
        var description = SurrogateDescription.All.Where(known => known.Name == kind).ShouldHaveSingleItem();

        description.CanWarmStart.ShouldBe(SurrogateFitters.Find(kind) is IWarmStartFitter);
    }

    [Fact]
    public void Kinds_ThatLeadSearches_CanAllBeFitted() => SurrogateDescription.Searchable.ShouldBeSubsetOf(SurrogateFitters.Kinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToOnnx_EverySpace_ScoresAsFitted(string kind)
    {
        foreach (var space in TestSpaces.Names.Select(TestSpaces.Find))
        {
            // Of networks three times as deep fewer do.
            var isDeep = space is FbnetSpace;
            var set = SmallSets.Of(space, isDeep ? 20 : 40);

            // After few epochs the members of `gates` hardly tell architectures apart, and the steep line that brings their scores to scale
            // magnifies rounding: with oneDNN limited to AVX 1.1e-4 after 2 epochs, 1.7e-5 after these 12.
            var options = kind == SurrogateKind.Gates ? Options : Options with { Epochs = 4 };
            using var fitted = SurrogateFitters.Find(kind)!.Fit(set, options, CancellationToken.None);
            var unseen = SmallSets.Of(space, isDeep ? 30 : 60, seed: 2).Architectures;

            using var scorer = new SurrogateScorer("fitted", fitted.ToOnnx(), fitted.Metadata);
            var scored = scorer.Score(unseen);

            var expected = fitted.Predict(unseen);
            (scored.HasScores, scored.HasObjectives).ShouldBe((expected.HasScores, expected.HasObjectives));
            Furthest(expected.Scores, scored.Scores, [1]).ShouldBeLessThan(1e-4, space.Name);
            Furthest(expected.Values, scored.Values, [.. fitted.Metadata.Scales.Select(scale => scale.Deviation)]).ShouldBeLessThan(1e-4, space.Name);
        }
    }

    [Theory]
    [MemberData(nameof(LearningKinds))]
    public void Fit_TargetsThatFollowFromTheArchitecture_RanksWhatItHasNotSeen(string kind)
    {
        var set = SmallSets.Of(new NasBenchMacroSpace(), 120);

        using var fitted = SurrogateFitters.Find(kind)!.Fit(set, Options with { Epochs = 100 }, CancellationToken.None);

        var quality = fitted.Metadata.HeldOut.ShouldNotBeNull();
        quality.Size.ShouldBe(24);
        quality.KendallTauB!.Value.ShouldBeGreaterThan(0.7);
        quality.Spearman.ShouldAllBe(spearman => fitted.Metadata.HasObjectives ? spearman > 0.8 : spearman == null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Twice_GivesTheSameFile(string kind)
    {
        var set = SmallSets.Of(new NasBenchMacroSpace(), 40);
        using var first = SurrogateFitters.Find(kind)!.Fit(set, Options, CancellationToken.None);
        using var second = SurrogateFitters.Find(kind)!.Fit(set, Options, CancellationToken.None);

        first.ToOnnx().ShouldBe(second.ToOnnx());
        first.Metadata.Training.ShouldBe(new SurrogateTraining(set.Hash(), 40, 3));
        first.Metadata.HasObjectives.ShouldBe(!SurrogateDescription.ScoresAlone(kind));
    }

    [Theory]
    [MemberData(nameof(ApartKinds))]
    public void Fit_TargetsApart_SaysOfEachWhatAFitToItAloneSays(string kind)
    {
        var set = SmallSets.Of(new NasBenchMacroSpace(), 40);
        var unseen = SmallSets.Of(new NasBenchMacroSpace(), 80, seed: 2).Architectures;
        using var both = SurrogateFitters.Find(kind)!.Fit(set, Options, CancellationToken.None);
        var together = both.Predict(unseen);

        foreach (var (target, objective) in set.Targets.Index())
        {
            using var alone = SurrogateFitters.Find(kind)!.Fit(set.Select([objective.Name]), Options, CancellationToken.None);
            var predicted = alone.Predict(unseen);
            var unit = alone.Metadata.Scales[0].Deviation;
            for (var i = 0; i < unseen.Count; i++)
            {
                ((predicted.ValueMean(i, 0) - together.ValueMean(i, target)) / unit).ShouldBe(0, 1e-5);
                ((predicted.ValueSpread(i, 0) - together.ValueSpread(i, target)) / unit).ShouldBe(0, 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_TooFewArchitectures_SaysHowManyItNeeds(string kind) =>
        Should.Throw<SurrogateFitException>(
            () => SurrogateFitters.Find(kind)!.Fit(SmallSets.Of(new NasBenchMacroSpace(), 3), Options, CancellationToken.None))
            .Message.ShouldContain("at least");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Cancelled_Stops(string kind) =>
        Should.Throw<OperationCanceledException>(
            () => SurrogateFitters.Find(kind)!.Fit(SmallSets.Of(new NasBenchMacroSpace(), 40), Options, new CancellationToken(true)));

    /// <summary>In deviations of what is predicted, so that units do not matter.</summary>
    static double Furthest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double[] units)
    {
        var furthest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            furthest = Math.Max(furthest, Math.Abs(expected[i] - actual[i]) / units[i % units.Length]);
        }

        return furthest;
    }
}
