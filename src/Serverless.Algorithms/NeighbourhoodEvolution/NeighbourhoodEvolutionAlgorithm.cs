using Serverless.Algorithms.AgeMoea2;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Sampling;
using Serverless.Algorithms.SmsEmoa;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.NeighbourhoodEvolution;

/// <summary>Evolution for few evaluations: a small design, then one changed decision of members that win large tournaments by volume.</summary>
/// <remarks>
/// The selection is that of SMS-EMOA (Beume, Naujoks, Emmerich 2007), the variation and selection pressure are those of regularised evolution (Real,
/// Aggarwal, Huang, Le 2019: populations of 50, tournaments of 10, one mutation). Architectures that differ in one decision are similar in accuracy
/// and cost, so neighbours of the best known are the most likely to be better, and evaluations are better spent on them than on more samples or on
/// mixing distant parents. The few samples form a Latin hypercube, so that every choice is seen. A tournament is won by rank, then by the volume that
/// a member dominates alone: there is room for improvement around members that others do not surround. No member dies of age, because evaluations
/// here repeat the same value. With more than three objectives, where volumes are expensive, the score of AGE-MOEA-II (Panichella 2022) replaces
/// them. A parent whose neighbours are all known needs no special treatment: its children are known, so others are bred.
/// </remarks>
sealed class NeighbourhoodEvolutionAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "neighbourhood-evolution";

    /// <summary>With more objectives, exact contributions of 50 members cost around a millisecond for each candidate on measured tables.</summary>
    const int MostObjectivesOfVolumes = 3;

    readonly int _samples;
    readonly int _populationSize;
    readonly int _tournamentSize;
    readonly LatinHypercubeDesigns _designs;
    readonly DecisionChange _change;
    RankedPopulation? _ranked;

    public NeighbourhoodEvolutionAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _samples = specification.InitialSamples!.Value;
        _populationSize = specification.PopulationSize!.Value;
        _tournamentSize = specification.TournamentSize!.Value;
        _designs = new LatinHypercubeDesigns(space, seed, _samples);
        _change = new DecisionChange(space);
    }

    /// <value>Whether contributions are cheap; otherwise members are compared by the shape of the front.</value>
    bool HasVolumes => ObjectiveCount <= MostObjectivesOfVolumes;

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < _samples)
        {
            return new Child(_designs.Point(Cursor++, random), [], "sample");
        }

        _ranked ??= RankedPopulation.Of(Population, HasVolumes ? new VolumeScore() : new GeometryScore());
        var parent = _ranked.Tournament(_tournamentSize, random);
        return new Child(_change.Apply(parent.Architecture, random), [parent.Id], "mutation");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = HasVolumes
            ? VolumeReduction.Join(Population, told, _populationSize)
            : [.. RankedPopulation.Of([.. Population, .. told], new GeometryScore()).BestFirst.Take(_populationSize)];
        _ranked = null;
    }
}
