using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Morbo;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Morbo;

public sealed class RegionCandidatesTests
{
    readonly MobileSpace _space = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public void Draw_OfARegion_StaysInsideAndLeavesOutWhatWasObserved(int length)
    {
        var distance = new ChoiceDistance(_space);
        var random = RandomStream.For(1, 0, 0);
        var centre = Sample(random);
        var near = MemberOf(_space.Canonicalise(_space.Neighbours(centre.Architecture).First()));
        HashSet<Architecture> observed = [centre.Architecture, near.Architecture];

        var drawn = new RegionCandidates(_space, distance, count: 40)
            .Draw(new TrustRegion(length) { Centre = centre }, [near, Sample(random)], observed, RandomStream.For(1, 0, 1));

        int[] changes = [.. drawn.Select(candidate => ChoiceDistance.Changes(distance.Encode(centre.Architecture), distance.Encode(candidate)))];
        drawn.Count.ShouldBeGreaterThan(20);
        drawn.ShouldAllBe(candidate => !observed.Contains(candidate) && _space.Canonicalise(candidate).Equals(candidate));
        changes.ShouldAllBe(count => count >= 1 && count <= length);
        changes.Max().ShouldBeGreaterThanOrEqualTo(Math.Min(length, 10));
    }

    [Fact]
    public void Draw_RegionThatBeginsAgain_SamplesTheSpace() => new RegionCandidates(_space, new ChoiceDistance(_space), count: 25)
        .Draw(new TrustRegion(4) { BeginsAgain = true }, [], new HashSet<Architecture>(), RandomStream.For(1, 0, 1)).Count.ShouldBe(25);

    [Fact]
    public void Changes_DeeperStage_IsOneDecision()
    {
        var distance = new ChoiceDistance(_space);
        var genotype = new int[_space.Dimensions.Count];
        genotype[2] = 1;
        var shallow = _space.Canonicalise(_space.Create(genotype));
        genotype[0] = 2;
        genotype[5] = 1;
        var deep = _space.Canonicalise(_space.Create(genotype));

        ChoiceDistance.Changes(distance.Encode(shallow), distance.Encode(deep)).ShouldBe(1);
        ChoiceDistance.Changes(distance.Encode(deep), distance.Encode(deep)).ShouldBe(0);
    }

    Member Sample(RandomStream random) => MemberOf(_space.Canonicalise(_space.Sample(random)));

    Member MemberOf(Architecture architecture) => new()
    {
        Space = _space,
        Architecture = architecture,
        Status = ObservationStatus.Evaluated,
        Objectives = [1, 1],
        Violation = 0,
    };
}
