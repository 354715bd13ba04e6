using Serverless.MultiObjective.Randomness;

namespace Serverless.Spaces.Tests;

public sealed class MobileSpaceTests
{
    static readonly MobileSpace Tiny = new("tiny-mobile", [new MobileStage(2, 2)], mostLayers: 2);
    static readonly SpaceSpecification Skeleton = Tiny.DefaultSkeleton with { Channels = 4 };

    readonly MobileSpace _space = new();

    [Fact]
    public void IdOf_AllGenotypesOfOneStage_AreEqualExactlyWhereTheBlocksAre()
    {
        var all = AllOf(Tiny).ToList();

        all.Count.ShouldBe(1_152);
        Tiny.CandidateCount.ShouldBe(16 + (16 * 16));
        var byBlocks = all.GroupBy(each => string.Join(' ', Tiny.BlocksOf(each, Skeleton))).ToList();
        byBlocks.Count.ShouldBe(272);
        byBlocks.ShouldAllBe(group => group.Select(Tiny.IdOf).Distinct().Count() == 1);
        all.Select(Tiny.IdOf).Distinct().Count().ShouldBe(272);
    }

    [Fact]
    public void Canonicalise_AllGenotypesOfOneStage_KeepsTheBlocksAndIsWhatTheNotationReads()
    {
        foreach (var each in AllOf(Tiny))
        {
            var canonical = Tiny.Canonicalise(each);

            Tiny.Canonicalise(canonical).ShouldBe(canonical);
            Tiny.BlocksOf(canonical, Skeleton).ShouldBe(Tiny.BlocksOf(each, Skeleton));
            Tiny.TryParse(Tiny.Format(each), out var parsed, out var error).ShouldBeTrue(error);
            parsed.ShouldBe(canonical);
        }
    }

    [Fact]
    public void Counts_WholeSpace_AreTheClosedForms()
    {
        _space.CandidateCount.ShouldBe((long)Math.Pow(16 + 256 + 4_096, 4));
        _space.GenotypeCount.ShouldBe((long)(Math.Pow(3, 4) * Math.Pow(24, 12)));
        _space.Dimensions.Count.ShouldBe(52);
        _space.Dimensions.Select(dimension => dimension.Name).Distinct().Count().ShouldBe(52);
    }

    [Fact]
    public void BlocksOf_Example_AreTheLayersWithTheirSizes()
    {
        _space.TryParse("k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6", out var architecture, out var error).ShouldBeTrue(error);

        _space.BlocksOf(architecture!, Skeleton).ShouldBe(
        [
            new InvertedResidual(4, 8, Expansion: 1, Kernel: 3, Stride: 2, Groups: 2),
            new InvertedResidual(8, 8, Expansion: 6, Kernel: 5, Stride: 1, HasSqueezeExcite: true),
            new InvertedResidual(8, 12, Expansion: 3, Kernel: 3, Stride: 2),
            new InvertedResidual(12, 16, Expansion: 1, Kernel: 3, Stride: 1),
            new InvertedResidual(16, 24, Expansion: 6, Kernel: 5, Stride: 2),
        ]);
        _space.Format(architecture!).ShouldBe("k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6");
    }

    [Fact]
    public void IdOf_Example_IsStable()
    {
        _space.TryParse("k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6", out var architecture, out var error).ShouldBeTrue(error);

        _space.IdOf(architecture!).Value.ShouldBe("cb13ca46aa5a854ff", "ids name cached evaluations, so they may never change");
    }

    [Fact]
    public void MutateAndNeighbours_RandomArchitectures_AreOtherCandidates()
    {
        for (var i = 0; i < 200; i++)
        {
            var random = RandomStream.For(seed: 2, generation: 0, index: i);
            var parent = _space.Sample(random);

            _space.IdOf(_space.Mutate(parent, random)).ShouldNotBe(_space.IdOf(parent));
            _space.Neighbours(parent).Take(60).ShouldAllBe(neighbour => _space.IdOf(neighbour) != _space.IdOf(parent));
        }
    }

    [Fact]
    public void Mutate_StageGrowsDeeper_DrawsTheNewLayersChoices()
    {
        var shallow = Tiny.Create(new int[Tiny.Dimensions.Count]);
        var random = RandomStream.For(seed: 3, generation: 0, index: 0);

        var second = Enumerable.Range(0, 2_000).Select(_ => Tiny.BlocksOf(Tiny.Mutate(shallow, random), Skeleton).ToList())
            .Where(blocks => blocks.Count == 2).Select(blocks => blocks[1]).Distinct();

        second.Count().ShouldBe(16);
    }

    [Fact]
    public void EncodeOneHot_ShallowArchitecture_IsZeroWhereNothingCounts()
    {
        var encoding = new float[Tiny.OneHotLength];

        Tiny.EncodeOneHot(Tiny.Create([0, 1, 2, 1, 1, 1, 2, 1, 1]), encoding);

        string.Concat(encoding).ShouldBe("10" + "01" + "001" + "00" + "01" + "00" + "000" + "00" + "00");
    }

    [Theory]
    [InlineData("", "1 stages between '/', not 4")]
    [InlineData("k3_e1/k3_e1/k3_e1", "3 stages")]
    [InlineData("k3_e1,k3_e1,k3_e1,k3_e1/k3_e1/k3_e1/k3_e1", "Stage 1 has 4 layers")]
    [InlineData("k3_e1/k4_e1/k3_e1/k3_e1", "Layer 1 of stage 2 is 'k4_e1'")]
    [InlineData("k3_e1/k3_e1,/k3_e1/k3_e1", "Layer 2 of stage 2 is ''")]
    [InlineData("k3_e3_g2/k3_e1/k3_e1/k3_e1", "'k3_e3_g2'")]
    [InlineData("k3_e1_g1/k3_e1/k3_e1/k3_e1", "'k3_e1_g1'")]
    [InlineData("k3_e1_se_g2/k3_e1/k3_e1/k3_e1", "'k3_e1_se_g2'")]
    [InlineData("e1_k3/k3_e1/k3_e1/k3_e1", "'e1_k3'")]
    public void TryParse_OtherText_SaysWhatIsWrong(string text, string reason)
    {
        _space.TryParse(text, out _, out var error).ShouldBeFalse();

        error.ShouldNotBeNull().ShouldContain(reason);
    }

    static IEnumerable<Architecture> AllOf(CategoricalSpace space)
    {
        for (var index = 0; index < space.GenotypeCount; index++)
        {
            var (genotype, rest) = (new int[space.Dimensions.Count], index);
            for (var i = 0; i < genotype.Length; i++)
            {
                (genotype[i], rest) = (rest % space.Dimensions[i].Choices.Count, rest / space.Dimensions[i].Choices.Count);
            }

            yield return space.Create(genotype);
        }
    }
}
