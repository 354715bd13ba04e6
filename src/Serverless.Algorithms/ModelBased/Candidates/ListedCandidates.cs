using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>The whole of a small space, or a pool around the best of a large one.</summary>
/// <param name="space">What is searched.</param>
/// <param name="seed">Of random numbers.</param>
sealed class ListedCandidates(SearchSpace space, long seed) : ICandidateSource
{
    public CandidateCatalogue Collect(SearchSituation situation, Func<CandidateCatalogue, FittedModels> fit) => CandidateCatalogue.IsEnumerable(space)
        ? CandidateCatalogue.OfAll(space)
        : CandidateCatalogue.Of(
            space,
            [
                .. CandidatePool.Draw(space, situation.Members, RandomStream.For(seed, situation.Generation, int.MaxValue - 1)),
                .. situation.Members.Select(member => member.Architecture),
                .. situation.Pending,
            ]);
}
