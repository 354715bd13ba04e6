using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Lamoo;

/// <summary>Proposes uniform samples of the space that fall into the region.</summary>
sealed class RandomSampler(SearchSpace space) : IRegionSampler
{
    const int Draws = 1_000;

    public Child Begin(int turn, RandomStream random) => new(space.Sample(random), [], "sample");

    public Child Propose(SearchSituation situation, Region region, Func<Architecture, bool> isOpen, RandomStream random)
    {
        var sample = space.Sample(random);
        for (var draw = 1; draw < Draws && !(region.Contains(sample) && isOpen(sample)); draw++)
        {
            sample = space.Sample(random);
        }

        return new Child(sample, [], "sample");
    }
}
