using Serverless.Algorithms.GpEhvi;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased;

/// <summary>What algorithms share that model each objective by a Gaussian process on analytic features: a design stratified by size, then the best by the models.</summary>
/// <remarks>The processes' parameters are fitted once a generation, from where the last fit ended, and kept in the state.</remarks>
abstract class ModelBasedAlgorithm : SearchAlgorithm
{
    readonly int _initialSamples;
    readonly int _trainingSize;
    readonly StratifiedDesign _design;
    readonly ModelledProposals _proposals;

    protected ModelBasedAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification.Name, space, seed, state)
    {
        _initialSamples = specification.InitialSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _design = new StratifiedDesign(space, seed, _initialSamples);
        _proposals = new ModelledProposals(space, seed, state, Select);
    }

    /// <summary>Makes what chooses by the models of a generation.</summary>
    protected abstract ICandidateSelection Select(FittedModels fitted);

    protected override Child Breed(RandomStream random)
    {
        if (ProposedCount < _initialSamples || !ModelledProposals.CanModel(Population, ObjectiveCount))
        {
            return new Child(_design.Draw(ProposedCount, random), [], "sample");
        }

        var situation = new SearchSituation(Population, ObjectiveCount, [.. Pending.Select(ArchitectureOf)], Generation);
        var best = _proposals.Choose(situation, architecture => !IsKnown(architecture), random);
        Cursor = _proposals.FittedIn;
        return best is null ? new Child(Space.Sample(random), [], "sample") : new Child(best, [], "improvement");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = TrainingSet.Keep([.. Population, .. told], _trainingSize);
        _proposals.Forget();
    }

    protected override AlgorithmState Complete(AlgorithmState state) => state with { Parameters = _proposals.Parameters };
}
