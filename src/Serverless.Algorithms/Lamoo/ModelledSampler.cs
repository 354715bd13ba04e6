using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Lamoo;

/// <summary>Proposes the best candidates of the region by models of all observations, as <c>gp-ehvi</c> does in the whole space.</summary>
sealed class ModelledSampler : IRegionSampler
{
    readonly SearchSpace _space;
    readonly ProblemDefinition _problem;
    readonly StratifiedDesign _design;
    readonly ModelledProposals _proposals;
    Region? _region;

    /// <param name="space">The space that the region is part of.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="strata">The number of strata of the initial design.</param>
    /// <param name="state">The state to continue from; null to start.</param>
    /// <param name="problem">What is known before anything is evaluated.</param>
    public ModelledSampler(SearchSpace space, long seed, int strata, AlgorithmState? state, ProblemDefinition problem)
    {
        (_space, _problem) = (space, problem);
        _design = new StratifiedDesign(space, seed, strata);
        _proposals = new ModelledProposals(new ListedCandidates(space, seed), seed, state, fitted => new BatchSelection(fitted, _region!.Contains));
    }

    public IReadOnlyList<double>? Parameters => _proposals.Parameters;

    public int Cursor => _proposals.FittedIn;

    public Child Begin(int turn, RandomStream random) => new(_design.Draw(turn, _problem, random), [], "sample");

    public Child Propose(SearchSituation situation, Region region, Func<Architecture, bool> isOpen, RandomStream random)
    {
        if (!ModelledProposals.CanModel(situation.Members, situation.Objectives))
        {
            return new Child(_space.Sample(random), [], "sample");
        }

        _region = region;
        return _proposals.Choose(situation, isOpen, random) is { } best
            ? new Child(best, [], "improvement")
            : new Child(_space.Sample(random), [], "sample");
    }

    public void Forget() => _proposals.Forget();
}
