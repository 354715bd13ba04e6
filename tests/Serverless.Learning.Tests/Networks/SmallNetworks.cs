using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Networks;

/// <summary>Architectures of every space that can be trained, in very small skeletons.</summary>
static class SmallNetworks
{
    /// <summary>Of networks three times as deep as others, of the same blocks.</summary>
    const int MostDeep = 1;

    /// <summary>The smallest choices, the largest ones, and random architectures; published spaces have the networks of canonical ones.</summary>
    public static IEnumerable<(SearchSpace Space, Architecture Architecture, SpaceSpecification Skeleton)> OfEverySpace(int random)
    {
        foreach (var space in SearchSpaces.Trainable.Select(name => SearchSpaces.Find(name)!).Where(space => space is not PublishedSpace).Append(OwnSpaceSamples.Blocks))
        {
            foreach (var architecture in Various(space, space is FbnetSpace ? Math.Min(random, MostDeep) : random))
            {
                yield return (space, architecture, SkeletonOf(space));
            }
        }
    }

    public static SpaceSpecification SkeletonOf(SearchSpace space) =>
        space.Skeleton.IsScaled ? space.DefaultSkeleton with { Channels = 4, CellsPerStage = 1 } : space.DefaultSkeleton;

    static IEnumerable<Architecture> Various(SearchSpace space, int random) =>
    [
        space.Create(new int[space.Dimensions.Count]),
        space.Create([.. space.Dimensions.Select(dimension => dimension.Choices.Count - 1)]),
        .. space is NasBench201Space ? Cells.Various(random: 0) : [],
        .. Enumerable.Range(0, random).Select(i => space.Sample(RandomStream.For(seed: 5, generation: 0, index: i))),
    ];
}
