using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Tests.Costs;

public sealed class LargestArchitectureTests
{
    [Fact]
    public void Of_NasBench201_IsTheCellOfConvolutionsAlone()
    {
        var space = new NasBench201Space();

        LargestArchitecture.Of(space).ShouldBe(space.Create([3, 3, 3, 3, 3, 3]));
    }

    [Fact]
    public void Of_EverySpaceWithNetworks_IsNoSmallerThanSamplesAndCanonical()
    {
        foreach (var space in SearchSpaces.Trainable.Select(name => SearchSpaces.Find(name)!).Concat(OwnSpaceSamples.All))
        {
            var largest = LargestArchitecture.Of(space);

            space.Canonicalise(largest).ShouldBe(largest);
            for (var i = 0; i < 100; i++)
            {
                MacsOf(space, space.Sample(RandomStream.For(seed: 1, generation: 0, index: i))).ShouldBeLessThanOrEqualTo(MacsOf(space, largest));
            }
        }
    }

    static long MacsOf(SearchSpace space, Architecture architecture) =>
        space.Cost(architecture, space.DefaultSkeleton, space.CostShape).Macs;
}
