using Serverless.MultiObjective.Randomness;

namespace Serverless.Spaces.Tests;

public sealed class FbnetSpaceTests
{
    const string Mixed = "k3_e1_g2/k5_e6,skip,k3_e3,skip/skip,skip,skip,skip/k3_e1,k3_e1,k3_e1,k3_e1/k5_e1,skip,skip,skip/skip,k3_e6,skip,skip/k5_e1_g2";

    readonly FbnetSpace _space = new();

    [Fact]
    public void Counts_WholeSpace_AreTheLongestNumber()
    {
        FbnetSpace.LayerCount.ShouldBe(22);
        _space.Dimensions.Count.ShouldBe(22);
        _space.OneHotLength.ShouldBe(22 * 9);
        (_space.GenotypeCount, _space.CandidateCount).ShouldBe((long.MaxValue, long.MaxValue), "9²² are more");
        SearchSpaces.Trainable.ShouldContain(_space.Name);
    }

    [Fact]
    public void LayersOf_Example_AreOfTheMeasuredSizes()
    {
        var architecture = Parse(Mixed);

        var layers = FbnetSpace.LayersOf(architecture, _space.DefaultSkeleton).ToList();

        layers.Select(layer => layer.ChannelsOut).ShouldBe(
            [16, .. Enumerable.Repeat(24, 4), .. Enumerable.Repeat(32, 4), .. Enumerable.Repeat(64, 4), .. Enumerable.Repeat(112, 4), .. Enumerable.Repeat(184, 4), 352]);
        layers.Index().Where(layer => layer.Item.Stride == 2).Select(layer => layer.Index).ShouldBe([5, 9, 17]);
        layers.Count(layer => layer.IsIdentity).ShouldBe(10);
        layers[5].ShouldBe(new FbnetLayer(null, 24, 32, 2));
        layers[0].Block.ShouldBe(new InvertedResidual(16, 16, Expansion: 1, Kernel: 3, Stride: 1, Groups: 2));
        layers[21].Block.ShouldBe(new InvertedResidual(184, 352, Expansion: 1, Kernel: 5, Stride: 1, Groups: 2));
        FbnetSpace.FeaturesOf(_space.DefaultSkeleton).ShouldBe(1_504);
    }

    [Fact]
    public void Cost_SkippedThroughoutInASmallSkeleton_EqualsTheSumByHand()
    {
        var skipped = _space.Create([.. _space.OpenChoices]);

        var cost = _space.Cost(skipped, _space.DefaultSkeleton with { Channels = 4 }, new ImageShape(1, 7, 5, 3));

        // Stem 3×3 from 1 to 4 channels on 7×5; 1×1 to 6 there, to 8 on 4×3, to 16 and 28 on 2×2, to 46, to 88 and to 376 on 1×1; 376 features, 3 classes.
        cost.Parameters.ShouldBe((36 + 8) + (24 + 12) + (48 + 16) + (128 + 32) + (448 + 56) + (1_288 + 92) + (4_048 + 176) + (33_088 + 752) + (1_128 + 3));
        cost.Macs.ShouldBe((36 * 35) + (24 * 35) + (48 * 12) + (128 * 4) + (448 * 4) + 1_288 + 4_048 + 33_088 + 1_128);
    }

    [Fact]
    public void Canonicalise_SkippedLayersWithinAStage_StandLastAndMakeNoDifference()
    {
        var canonical = _space.Canonicalise(Parse(Mixed));

        _space.Format(canonical).ShouldBe(
            "k3_e1_g2/k5_e6,k3_e3,skip,skip/skip,skip,skip,skip/k3_e1,k3_e1,k3_e1,k3_e1/k5_e1,skip,skip,skip/skip,k3_e6,skip,skip/k5_e1_g2");
        for (var i = 0; i < 100; i++)
        {
            var any = _space.Sample(RandomStream.For(seed: 4, generation: 0, index: i));
            var same = _space.Canonicalise(any);

            _space.Canonicalise(same).ShouldBe(same);
            _space.IdOf(same).ShouldBe(_space.IdOf(any));
            LayersThatDo(same).ShouldBe(LayersThatDo(any));
            Parse(_space.Format(any)).ShouldBe(any);
        }
    }

    [Fact]
    public void IdOf_Example_IsStable() =>
        _space.IdOf(Parse(Mixed)).Value.ShouldBe("c824bd28812dd8477", "ids name cached evaluations, so they may never change");

    [Theory]
    [InlineData("", "1 stages between '/', not 7")]
    [InlineData("skip/skip/skip/skip/skip/skip/skip", "Stage 2 has 1 layers between ',', not 4; write 'skip'")]
    [InlineData("skip/k3_e1,k3_e1,k7_e1,skip/skip/skip/skip/skip/skip", "Layer 3 of stage 2 is 'k7_e1', not one of k3_e1, k3_e1_g2")]
    public void TryParse_OtherText_SaysWhatIsWrong(string text, string reason)
    {
        _space.TryParse(text, out _, out var error).ShouldBeFalse();

        error.ShouldNotBeNull().ShouldContain(reason);
    }

    IEnumerable<FbnetLayer> LayersThatDo(Architecture architecture) =>
        FbnetSpace.LayersOf(architecture, _space.DefaultSkeleton).Where(layer => !layer.IsIdentity);

    Architecture Parse(string text)
    {
        _space.TryParse(text, out var architecture, out var error).ShouldBeTrue(error);
        return architecture!;
    }
}
