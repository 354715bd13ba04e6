using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.SmsEmoa;

/// <summary>SMS-EMOA: steady-state evolution that removes from the last front the member that dominates the least volume alone.</summary>
/// <remarks>
/// Beume, Naujoks, Emmerich 2007, algorithm 1 with reduction by hypervolume. Observed candidates join one by one in proposal order, so that the
/// selection is (μ + 1) however many are observed at once.
/// </remarks>
sealed class SmsEmoaAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    : EvolutionaryAlgorithm(specification, space, seed, state)
{
    public const string AlgorithmName = "smsemoa";

    protected override RankedPopulation Rank(IReadOnlyList<Member> members) => RankedPopulation.Of(members, new VolumeScore());

    protected override IReadOnlyList<Member> Survive(IReadOnlyList<Member> told) => VolumeReduction.Join(Population, told, PopulationSize);
}
