using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.RegularisedEvolution;

/// <summary>
/// Regularised evolution for several objectives: tournaments by rank and crowding distance, one changed decision, and the oldest member dies.
/// </summary>
/// <remarks>
/// Real, Aggarwal, Huang, Le 2019, with the ranking of NSGA-II in place of the single accuracy. No member stays because it is good, so that members
/// that looked good only by luck are forgotten.
/// </remarks>
sealed class RegularisedEvolutionAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "regularised-evolution";

    readonly int _populationSize;
    readonly int _tournamentSize;
    readonly DecisionChange _change;
    RankedPopulation? _ranked;

    public RegularisedEvolutionAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _populationSize = specification.PopulationSize!.Value;
        _tournamentSize = specification.TournamentSize!.Value;
        _change = new DecisionChange(space);
    }

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < _populationSize)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        _ranked ??= RankedPopulation.Of(Population, new CrowdingScore());
        var parent = _ranked.Tournament(_tournamentSize, random);
        return new Child(_change.Apply(parent.Architecture, random), [parent.Id], "mutation");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        // The population is ordered from the oldest to the latest.
        Population = [.. Population.Concat(told).TakeLast(_populationSize)];
        _ranked = null;
    }
}
