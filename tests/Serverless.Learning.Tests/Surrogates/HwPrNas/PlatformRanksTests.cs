using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.HwPrNas;

namespace Serverless.Learning.Tests.Surrogates.HwPrNas;

public sealed class PlatformRanksTests
{
    static readonly SurrogateFitOptions Whole = new() { Members = 1, HeldOutShare = 0 };

    [Fact]
    public void ByMember_DevicesThatDisagree_GivesOppositeRanks()
    {
        var set = DeviceSets.Of(40, DeviceSets.Here, DeviceSets.There);
        var platforms = SurrogatePlatform.Of(set.Targets);

        var (here, there) = (new PlatformRanks(set, platforms[0], Whole).ByMember[0], new PlatformRanks(set, platforms[1], Whole).ByMember[0]);

        platforms.Select(platform => platform.Name).ShouldBe(["here", "there", "here+there"]);
        here.Max().ShouldBeGreaterThan(5);
        here.Zip(there, (first, second) => first + second).ShouldAllBe(sum => sum == here.Max(), "the fastest on one is the slowest on the other");
        new PlatformRanks(set, platforms[2], Whole).ByMember[0].ShouldAllBe(rank => rank == 0, "compared on both at once, none is better");
    }

    [Fact]
    public void ByMember_HeldOut_AreSortedWithoutThem()
    {
        var set = DeviceSets.Of(40, DeviceSets.Accuracy, DeviceSets.Here);
        var options = new SurrogateFitOptions { Seed = 4, Members = 3, HeldOutShare = 0.25 };
        var ranks = new PlatformRanks(set, SurrogatePlatform.Of(set.Targets)[0], options);

        foreach (var (member, heldOut) in SurrogateFit.HeldOut(set.Count, options).Index())
        {
            int[] seen = [.. Enumerable.Range(0, set.Count).Except(heldOut)];
            heldOut.ShouldAllBe(index => ranks.ByMember[member][index] == -1);
            seen.Select(index => ranks.ByMember[member][index]).ShouldBe(SurrogateFit.Ranks(set.Subset(seen)));
        }
    }

    [Fact]
    public void Judge_ScoresOfTheRanks_IsOne()
    {
        var set = DeviceSets.Of(40, DeviceSets.Accuracy, DeviceSets.Here);
        var ranks = new PlatformRanks(set, SurrogatePlatform.Of(set.Targets)[0], Whole with { HeldOutShare = 0.25 });

        var (correlation, size) = ranks.Judge([.. SurrogateFit.Ranks(set).Select(rank => -(float)rank)]);

        correlation.ShouldNotBeNull().ShouldBe(1, 1e-12);
        size.ShouldBe(10);
    }

    [Fact]
    public void Construct_DeviceOfWhichLittleIsKnown_IsRefused()
    {
        var set = DeviceSets.Of(20, DeviceSets.Accuracy, DeviceSets.Here, DeviceSets.There);
        double[] values = [.. set.Values.ToArray().Select((value, i) => i % 3 == 2 && i > 20 ? double.NaN : value)];
        var sparse = new SurrogateTrainingSet(set.Specification, set.Shape, set.Targets, set.Architectures, values);

        Should.Throw<SurrogateFitException>(() => new PlatformRanks(sparse, SurrogatePlatform.Of(set.Targets)[1], Whole)).Message.ShouldContain("there (");
    }
}
