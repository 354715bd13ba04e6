using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Nsga2;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Moboga;

/// <summary>Mixes Bayesian and genetic proposals, with constraints taken into account.</summary>
/// <remarks>
/// Bayesian proposals are the best by expected hypervolume improvement, times the probability that constraints hold, of the candidates that NSGA-II
/// finds on the models (<see cref="EvolvedCandidates"/>); genetic ones are children of the best observed candidates.
/// </remarks>
sealed class MobogaAlgorithm : ModelBasedAlgorithm
{
    public const string AlgorithmName = "moboga";

    /// <summary>
    /// On average one proposal in a batch of eight explores where models can be wrong; a tenth was enough for De Ath, Everson, Rahat, Fieldsend 2021.
    /// </summary>
    const double GeneticShare = 0.125;

    readonly EvolvedCandidates _candidates;
    readonly VariationSampler _genetic;

    public MobogaAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
        : this(specification, space, seed, state, problem, new EvolvedCandidates(specification, space, seed))
    {
    }

    MobogaAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem, EvolvedCandidates candidates)
        : base(specification, space, seed, state, problem, candidates)
    {
        _candidates = candidates;
        var parents = new AlgorithmSpecification { Name = Nsga2Algorithm.AlgorithmName }.Completed().PopulationSize;
        _genetic = new VariationSampler(specification with { PopulationSize = parents }, space);
    }

    protected override ICandidateSelection Select(FittedModels fitted) => new BatchSelection(fitted, _candidates.Contains);

    protected override Child BreedByModels(RandomStream random) => random.NextDouble() < GeneticShare ? BreedOther(random) : base.BreedByModels(random);

    protected override Child BreedOther(RandomStream random) => _genetic.Propose(
        Situation, new Region(_ => true, Population), architecture => !IsKnown(architecture), random);

    protected override void Learn(IReadOnlyList<Member> told)
    {
        base.Learn(told);
        _candidates.Forget();
        _genetic.Forget();
    }
}
