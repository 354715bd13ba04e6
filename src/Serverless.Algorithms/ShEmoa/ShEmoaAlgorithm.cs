using Serverless.Algorithms.Populations;
using Serverless.Algorithms.SmsEmoa;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ShEmoa;

/// <summary>SH-EMOA: steady-state evolution that starts with cheap evaluations and continues with more expensive ones.</summary>
/// <remarks>
/// Guerrero-Viu et al. 2021 (Bag of Baselines), with the selection of SMS-EMOA. The first <c>rungEvaluations</c> candidates are evaluated at the
/// lowest fidelity, 1/<c>reductionFactor</c> as many at the next, and so on; all further ones at full. When a fidelity begins, the population is
/// evaluated again at it before new candidates are, except for members that violate a constraint or failed. Members are compared only with members of their own fidelity; until its promotion has been
/// observed, a member stays a parent.
/// </remarks>
sealed class ShEmoaAlgorithm : EvolutionaryAlgorithm
{
    public const string AlgorithmName = "shemoa";

    const string Promotion = "promotion";

    readonly int[] _stages;

    public ShEmoaAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification, space, seed, state)
    {
        Fidelities = Fidelity.Ladder(specification.Rungs!.Value, specification.ReductionFactor!.Value);
        _stages = StageEnds(
            specification.RungEvaluations ?? 3 * PopulationSize, Fidelities.Count - 1, specification.ReductionFactor!.Value);
    }

    public override IReadOnlyList<Fidelity> Fidelities { get; }

    /// <value>What is proposed at each fidelity below full, provided that no candidate is infeasible or fails.</value>
    public IReadOnlyList<FidelityStage> Stages =>
    [
        .. _stages.Select((end, stage) => stage == 0
            ? new FidelityStage(end, Again: 0)
            : new FidelityStage(end - _stages[stage - 1], Math.Min(PopulationSize, _stages[stage - 1]))),
    ];

    /// <value>The present fidelity of new candidates, as an index into <see cref="Fidelities"/>.</value>
    int Rung => IsExhausted ? Fidelities.Count - 1 : _stages.Count(end => end <= ProposedCount);

    protected override ProposedCandidate? Propose(RandomStream random)
    {
        var fidelity = Fidelities[Rung].Name;
        if (Population.FirstOrDefault(member => member.IsFeasible && RungOf(member) < Rung && !IsPending(member.Id)) is { } promoted)
        {
            return new ProposedCandidate(promoted.Id, Space.Format(promoted.Architecture), [], Promotion, fidelity);
        }

        return base.Propose(random) is { } proposal ? proposal with { Fidelity = fidelity } : null;
    }

    protected override bool IsNew(ProposedCandidate proposal) => proposal.Operator != Promotion;

    protected override void Dropped(IReadOnlyList<ProposedCandidate> dropped, bool mayReturn)
    {
        base.Dropped(dropped, mayReturn);

        // A member that will not be evaluated again at the present fidelity has no place in the population.
        if (!mayReturn)
        {
            var gone = dropped.Where(proposal => proposal.Operator == Promotion).Select(proposal => proposal.Id).ToHashSet();
            Population = [.. Population.Where(member => !gone.Contains(member.Id))];
        }
    }

    protected override IReadOnlyList<Member> Survive(IReadOnlyList<Member> told)
    {
        var population = Population;
        foreach (var member in told)
        {
            population = [.. population.Where(other => !other.Architecture.Equals(member.Architecture)), member];
            if (population.Count > PopulationSize)
            {
                var crowded = population.GroupBy(RungOf).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First();
                var given = VolumeReduction.Worst([.. crowded]);
                population = [.. population.Where(other => !ReferenceEquals(other, given))];
            }
        }

        return population;
    }

    protected override RankedPopulation Rank(IReadOnlyList<Member> members) =>
        RankedPopulation.Merge(members.GroupBy(RungOf).Select(group => RankedPopulation.Of([.. group], new VolumeScore())));

    int RungOf(Member member) => Fidelities.Index().First(rung => rung.Item.Name == member.Fidelity).Index;

    /// <summary>Returns how many candidates have been proposed when each fidelity below full ends.</summary>
    static int[] StageEnds(int evaluations, int stages, int reductionFactor)
    {
        var ends = new int[stages];
        for (var stage = 0; stage < stages; stage++)
        {
            ends[stage] = (stage > 0 ? ends[stage - 1] : 0) + evaluations;
            evaluations = Math.Max(1, evaluations / reductionFactor);
        }

        return ends;
    }
}
