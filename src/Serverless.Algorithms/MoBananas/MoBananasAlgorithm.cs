using Serverless.Algorithms.Halving;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MoBananas;

/// <summary>
/// MO-BANANAS-SH: mutates the best candidates, selects mutants by an ensemble of small networks, and applies successive halving to them.
/// </summary>
/// <remarks>
/// Guerrero-Viu et al. 2021 (Bag of Baselines), after White, Neiswanger, Savani 2021. Random candidates at full training form the pool. Then the
/// following is repeated: each of the <c>populationSize</c> best of the pool is mutated once; half of the mutants are chosen by
/// <see cref="RankSampling"/> and start at the lowest fidelity; and 1/<c>reductionFactor</c> of them is promoted at each fidelity, by nondominated
/// rank, then crowding distance. The candidates left after full training join the pool.
/// </remarks>
sealed class MoBananasAlgorithm : HalvingAlgorithm
{
    public const string AlgorithmName = "mo-bananas-sh";

    /// <summary>The number of mutants already known after which a parent is skipped.</summary>
    const int Attempts = 20;

    readonly int _initialSamples;
    readonly int _parents;
    readonly int _trainingSize;
    PerceptronEnsemble? _ensemble;

    public MoBananasAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification, space, seed, state)
    {
        _initialSamples = specification.InitialSamples!.Value;
        _parents = specification.PopulationSize!.Value;
        _trainingSize = specification.TrainingSize!.Value;
    }

    bool HasPool => ObjectiveCount > 0 && PerceptronEnsemble.CanFit(Population, ObjectiveCount);

    /// <value>The number of mutants that are chosen: 10 of 20.</value>
    int Chosen => Math.Max(1, _parents / 2);

    protected override HalvingBracket Begin(int index) => HasPool
        ? new HalvingBracket { Index = index, First = 0, Rung = 0, Size = Chosen, Proposed = 0 }
        : new HalvingBracket { Index = index, IsDesign = true, First = Last, Rung = Last, Size = _initialSamples, Proposed = 0 };

    protected override Child Breed(RandomStream random)
    {
        if (Current is not { IsDesign: false } bracket || !HasPool)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        if (bracket.Planned.Count == 0)
        {
            bracket.Plan(Plan(bracket.Size - bracket.Members.Count, random));
        }

        return bracket.TakePlanned() is { } planned
            ? new Child(ArchitectureOf(planned), planned.Parents, planned.Operator)
            : Mutate(Best(Population, _parents)[0], random);
    }

    protected override IReadOnlyList<Member> Promote(RunningBracket bracket, IReadOnlyList<Member> told) => Best(told, KeptOf(bracket));

    protected override void End(RunningBracket bracket, IReadOnlyList<Member> told)
    {
        if (!bracket.IsDesign)
        {
            Join(Best(told, KeptOf(bracket)));
        }
    }

    protected override void Remember(IReadOnlyList<Member> told)
    {
        // The initial samples join the pool as they are observed; halved candidates join when their bracket has ended.
        var design = Brackets.Where(bracket => bracket.IsDesign).SelectMany(bracket => bracket.Members).ToHashSet();
        Join([.. told.Where(member => member.IsFeasible && design.Contains(member.Id))]);
    }

    void Join(IReadOnlyList<Member> members)
    {
        Population = TrainingSet.Keep([.. Population, .. members], _trainingSize);
        _ensemble = null;
    }

    /// <summary>Chooses among one mutant of each parent, leaving out those that were proposed or planned before.</summary>
    IReadOnlyList<ProposedCandidate> Plan(int count, RandomStream random)
    {
        var taken = Brackets.SelectMany(bracket => bracket.Planned).Select(planned => planned.Id).ToHashSet();
        var mutants = new List<(Architecture Architecture, ProposedCandidate Proposal)>();
        foreach (var parent in Best(Population, _parents))
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var mutant = Space.Canonicalise(GaussianMutation.Apply(Space, parent.Architecture, random));
                if (!IsKnown(mutant) && taken.Add(Space.IdOf(mutant)))
                {
                    mutants.Add((mutant, new ProposedCandidate(Space.IdOf(mutant), Space.Format(mutant), [parent.Id], "mutation")));
                    break;
                }
            }
        }

        if (mutants.Count == 0)
        {
            return [];
        }

        _ensemble ??= PerceptronEnsemble.Fit(Space, Population, ObjectiveCount, Seed, Generation);
        var predictions = _ensemble.Predict([.. mutants.Select(mutant => mutant.Architecture)]);
        return [.. RankSampling.Choose(predictions, ObjectiveCount, Math.Min(count, mutants.Count), random).Select(i => mutants[i].Proposal)];
    }

    Child Mutate(Member parent, RandomStream random) => new(GaussianMutation.Apply(Space, parent.Architecture, random), [parent.Id], "mutation");

    int KeptOf(RunningBracket bracket) => Math.Max(1, bracket.Size / ReductionFactor);

    static IReadOnlyList<Member> Best(IReadOnlyList<Member> members, int count) =>
        [.. RankedPopulation.Of(members, new CrowdingScore()).BestFirst.Take(count)];
}
