using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Encodings;

namespace Serverless.Spaces.Tests;

public sealed class MobileBitWidthsTests
{
    static readonly MobileSpace Plain = new();
    static readonly MobileSpace Tiny = new("tiny-mobile", [new MobileStage(2, 2)], mostLayers: 2, [4, 8, 32]);

    readonly MobileSpace _space = MobileSpace.Of([8, 32]);

    [Fact]
    public void Of_EqualWidths_IsOneSpaceThatRequestsName()
    {
        var specification = new SpaceSpecification { Name = "mobile", CellsPerStage = 1, BitWidths = [8, 32] };

        SearchSpaces.Of(specification).ShouldBeSameAs(_space);
        _space.DefaultSkeleton.ShouldBe(specification);
        SearchSpaces.Of(specification with { BitWidths = null }).ShouldBeOfType<MobileSpace>().HasBitWidths.ShouldBeFalse();
        specification.ShouldNotBe(specification with { BitWidths = [4, 32] });
        _space.Name.ShouldBe("mobile+bits-8-32");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(8, 8)]
    [InlineData(32, 8)]
    [InlineData(8, 9)]
    [InlineData(1, 8)]
    public void Create_WidthsThatAreNone_Throws(params int[] widths) => Should.Throw<ArgumentException>(() => MobileSpace.Of(widths)).Message.ShouldContain("two or more bit widths");

    [Fact]
    public void Counts_WithWidths_AreTheClosedForms()
    {
        static double Count(int widths) => Enumerable.Range(1, 3).Sum(depth => Math.Pow(16 * widths, depth));

        _space.CandidateCount.ShouldBe((long)Math.Pow(Count(2), 4));
        MobileSpace.Of([2, 3, 4, 5, 6, 7, 8, 32]).CandidateCount.ShouldBe(long.MaxValue, "more than there are numbers");
        Tiny.CandidateCount.ShouldBe(48 + (48 * 48));
        _space.Dimensions.Count.ShouldBe(52 + 12);
        _space.Dimensions[5].ShouldSatisfyAllConditions(
            bits => bits.Name.ShouldBe("stage1layer1bits"), bits => bits.Choices.ShouldBe(["b8", "b32"]), bits => bits.Numbers.ShouldBe([8.0, 32.0]));
    }

    [Fact]
    public void Format_SampledArchitectures_NamesTheBitsOfEachLayerAndIsReadBack()
    {
        for (var i = 0; i < 200; i++)
        {
            var architecture = Tiny.Sample(RandomStream.For(seed: 1, generation: 0, i));

            Tiny.TryParse(Tiny.Format(architecture), out var parsed, out var error).ShouldBeTrue(error);
            parsed.ShouldBe(Tiny.Canonicalise(architecture));
        }

        const string Notation = "k3_e1_g2_b8,k5_e6_se_b32/k3_e3_b32/k3_e1_b8/k5_e6_b8";
        _space.TryParse(Notation, out var read, out var fault).ShouldBeTrue(fault);
        _space.Format(read!).ShouldBe(Notation);
        _space.BlocksOf(read!, _space.DefaultSkeleton).Select(block => block.Bits).ShouldBe([8, 32, 32, 8, 8]);
        _space.IdOf(read!).Value.ShouldBe("c0a2ffed6633ecc31", "ids name cached evaluations, so they may never change");
    }

    [Theory]
    [InlineData("k3_e1/k3_e1_b8/k3_e1_b8/k3_e1_b8", "Layer 1 of stage 1 is 'k3_e1', not k3|k5, then _e1|_e3|_e6, then _g2 (after e1 only), then _se, then _b8|_b32; for example k5_e1_g2_se_b8.")]
    [InlineData("k3_e1_b4/k3_e1_b8/k3_e1_b8/k3_e1_b8", "'k3_e1_b4'")]
    public void TryParse_OtherWidths_SaysWhatIsWrong(string text, string reason)
    {
        _space.TryParse(text, out _, out var error).ShouldBeFalse();

        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void Cost_QuantisedLayers_CostFewerBitOperationsAndNothingElseLess()
    {
        var whole = CostOf("k3_e1_g2_b32,k5_e6_se_b32/k3_e3_b32/k3_e1_b32/k5_e6_b32");
        var some = CostOf("k3_e1_g2_b32,k5_e6_se_b8/k3_e3_b32/k3_e1_b32/k5_e6_b32");
        var all = CostOf("k3_e1_g2_b8,k5_e6_se_b8/k3_e3_b8/k3_e1_b8/k5_e6_b8");
        Plain.TryParse("k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6", out var unquantised, out _).ShouldBeTrue();

        whole.ShouldBe(Plain.Cost(unquantised!, Plain.DefaultSkeleton, Plain.CostShape));
        some.BitOperations.ShouldBeLessThan(whole.BitOperations);
        all.BitOperations.ShouldBeLessThan(some.BitOperations);
        (all with { BitOperations = whole.BitOperations }).ShouldBe(whole);
    }

    [Fact]
    public void Features_WithWidths_TellBitsAsNumbersAndBitOperations()
    {
        _space.Features.Blocks.Single(block => block.Name == "costs").Names.ShouldBe(["logMacs", "logParameters", "logPeakActivations", "logBitOperations"]);
        _space.Features.Blocks.Single(block => block.Name == "numbers").Names.Count.ShouldBe(12);
        Plain.Features.Blocks.Select(block => block.Name).ShouldBe(["costs", "choices"]);
        Plain.Features.Blocks[0].Names.Count.ShouldBe(3);
        var encoder = ArchitectureEncoders.For(_space, _space.DefaultSkeleton, _space.CostShape);
        encoder.FeatureNames.ShouldContain("stage1layer1bits=b8");
        encoder.ShapeOf(EncodingPart.Tokens).Rows.ShouldBe(12);
    }

    ArchitectureCost CostOf(string notation)
    {
        _space.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);
        return _space.Cost(architecture!, _space.DefaultSkeleton, _space.CostShape);
    }
}
