using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Compares the whole of a small space, or a pool around the best of a large one.</summary>
/// <param name="space">The space to search.</param>
/// <param name="seed">The seed of the random numbers.</param>
/// <param name="features">The features that describe candidates; null for the space's own.</param>
sealed class ListedCandidates(SearchSpace space, long seed, SpaceFeatures? features = null) : ICandidateSource
{
    public CandidateCatalogue Collect(SearchSituation situation, Func<CandidateCatalogue, FittedModels> fit) => CandidateCatalogue.IsEnumerable(space)
        ? CandidateCatalogue.OfAll(space, features)
        : CandidateCatalogue.Of(
            space,
            [
                .. CandidatePool.Draw(space, situation.Members, RandomStream.For(seed, situation.Generation, int.MaxValue - 1)),
                .. situation.Members.Select(member => member.Architecture),
                .. situation.Pending,
            ],
            features);
}
