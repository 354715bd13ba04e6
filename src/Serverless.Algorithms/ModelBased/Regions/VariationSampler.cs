using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Regions;

/// <summary>Breeds children of the region's own best members, as NSGA-II does; children outside the region are bred again.</summary>
/// <param name="specification">The specification of <c>nsga2</c>, with its defaults filled in.</param>
/// <param name="space">The space that the region is part of.</param>
sealed class VariationSampler(AlgorithmSpecification specification, SearchSpace space) : IRegionSampler
{
    const int TournamentSize = 2;
    const int Attempts = 100;

    readonly GenotypeVariation _variation = new(specification, space);
    RankedPopulation? _ranked;

    public Child Begin(int turn, RandomStream random) => new(space.Sample(random), [], "sample");

    public Child Propose(SearchSituation situation, Region region, Func<Architecture, bool> isOpen, RandomStream random)
    {
        _ranked ??= RankedPopulation.Of(
            [.. RankedPopulation.Of(region.Members, new CrowdingScore()).BestFirst.Take(specification.PopulationSize!.Value)], new CrowdingScore());
        var child = Breed(_ranked, region.Members.Count, random);
        for (var attempt = 1; attempt < Attempts && !(region.Contains(space.Canonicalise(child.Architecture)) && isOpen(child.Architecture)); attempt++)
        {
            child = Breed(_ranked, region.Members.Count, random);
        }

        return child;
    }

    public void Forget() => _ranked = null;

    Child Breed(RankedPopulation ranked, int members, RandomStream random)
    {
        var first = ranked.Tournament(TournamentSize, random);
        if (members == 1 || random.NextDouble() >= _variation.CrossoverProbability)
        {
            return new Child(_variation.Mutate(first.Architecture, random), [first.Id], "mutation");
        }

        var second = ranked.Tournament(TournamentSize, random, except: first);
        return new Child(_variation.Cross(first.Architecture, second.Architecture, random), [first.Id, second.Id], "crossover");
    }
}
