using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased;

/// <summary>
/// The base class of algorithms that model each objective on analytic features, by a Gaussian process or by boosted trees: a design stratified by
/// size, then the best candidates by the models.
/// </summary>
/// <remarks>
/// Models are fitted once per generation. The parameters of Gaussian processes start where the last fit ended and are kept in the state; trees are
/// grown again in the same way.
/// </remarks>
abstract class ModelBasedAlgorithm : SearchAlgorithm
{
    readonly ProblemDefinition _problem;
    readonly int _initialSamples;
    readonly int _trainingSize;
    readonly StratifiedDesign _design;
    readonly ModelledProposals _proposals;

    /// <param name="specification">The specification, with its defaults filled in.</param>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The seed of all random numbers.</param>
    /// <param name="state">The state to continue from; null to start.</param>
    /// <param name="problem">What is known before anything is evaluated.</param>
    /// <param name="candidates">The candidates that the models compare; null for the whole space, or a pool around the best if it is large.</param>
    /// <param name="hasExactCosts">Whether objectives that the problem knows exactly replace their models.</param>
    protected ModelBasedAlgorithm(
        AlgorithmSpecification specification,
        SearchSpace space,
        long seed,
        AlgorithmState? state,
        ProblemDefinition problem,
        ICandidateSource? candidates = null,
        bool hasExactCosts = false)
        : base(specification.Name, space, seed, state)
    {
        _problem = problem;
        _initialSamples = specification.InitialSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        var settings = ModelSettings.Of(specification, space) with { HasExactCosts = hasExactCosts };
        _design = new StratifiedDesign(space, seed, _initialSamples);
        _proposals = new ModelledProposals(candidates ?? new ListedCandidates(space, seed, settings.Features), seed, state, Select, settings);
    }

    /// <summary>Creates the selection that chooses candidates by the models of a generation.</summary>
    protected abstract ICandidateSelection Select(FittedModels fitted);

    /// <value>What the search knows at present.</value>
    protected SearchSituation Situation => new(Population, ObjectiveCount, [.. Pending.Select(ArchitectureOf)], Generation) { Problem = _problem };

    /// <summary>Returns the best candidate by the models, or another candidate if the models have none left.</summary>
    protected virtual Child BreedByModels(RandomStream random)
    {
        var best = _proposals.Choose(Situation, architecture => !IsKnown(architecture), random);
        Cursor = _proposals.FittedIn;
        return best is null ? BreedOther(random) : new Child(best, [], "improvement");
    }

    /// <summary>Returns a candidate without using the models.</summary>
    protected virtual Child BreedOther(RandomStream random) => new(Space.Sample(random), [], "sample");

    protected override Child Breed(RandomStream random) => ProposedCount < _initialSamples || !ModelledProposals.CanModel(Population, ObjectiveCount)
        ? new Child(Design(random), [], "sample")
        : BreedByModels(random);

    /// <summary>Returns a sample of the initial design.</summary>
    protected virtual Architecture Design(RandomStream random) => _design.Draw(ProposedCount, _problem, random);

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = TrainingSet.Keep([.. Population, .. told], _trainingSize);
        _proposals.Forget();
    }

    protected override AlgorithmState Complete(AlgorithmState state) => state with { Parameters = _proposals.Parameters };
}
