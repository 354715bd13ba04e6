using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Morbo;

/// <summary>MORBO: Gaussian processes inside several trust regions, and Thompson sampling of the volume that candidates add.</summary>
/// <remarks>
/// Daulton, Eriksson, Balandat, Bakshy 2022. Regions are balls in the number of changed decisions, so that the algorithm works on spaces of choices.
/// </remarks>
sealed class MorboAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "morbo";

    /// <summary>The region index of a proposal that no region made.</summary>
    const int NoRegion = -1;

    readonly ProblemDefinition _problem;
    readonly int _initialSamples;
    readonly int _trainingSize;
    readonly StratifiedDesign _design;
    readonly TrustRegions _regions;
    readonly RegionModels _models;
    readonly RegionCandidates _candidates;
    readonly Dictionary<CandidateId, int> _proposers = [];
    RegionSearch? _search;
    int _proposer;

    public MorboAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
        : base(AlgorithmName, space, seed, state)
    {
        _problem = problem;
        _initialSamples = specification.InitialSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _design = new StratifiedDesign(space, seed, _initialSamples);
        var saved = state?.Parameters is { } parameters ? new SavedNumbers(parameters) : null;
        _regions = new TrustRegions(space, saved, Population);
        foreach (var proposal in saved is null ? [] : Pending)
        {
            _proposers[proposal.Id] = saved!.NextWhole(NoRegion, _regions.All.Count - 1);
        }

        _models = new RegionModels(_regions.All.Count, saved, state?.Cursor ?? 0);
        _candidates = new RegionCandidates(space, _regions.Distance, specification.CandidateSamples!.Value, problem);
    }

    protected override ProposedCandidate? Propose(RandomStream random)
    {
        _proposer = NoRegion;
        var proposal = base.Propose(random);
        if (proposal is not null)
        {
            _proposers[proposal.Id] = _proposer;
        }

        return proposal;
    }

    protected override Child Breed(RandomStream random)
    {
        _proposer = NoRegion;
        if (ProposedCount < _initialSamples || !ModelledProposals.CanModel(Population, ObjectiveCount))
        {
            return new Child(_design.Draw(ProposedCount, _problem, random), [], "sample");
        }

        RegionProposal[] pending = [.. Pending.Select(proposal => (Proposal: proposal, Architecture: ArchitectureOf(proposal)))
            .Select(one => new RegionProposal(RegionOf(one.Proposal.Id) is >= 0 and var region ? region : _regions.NearestTo(one.Architecture), one.Architecture))];
        if (_search is null || !_search.HoldsFor(pending))
        {
            var situation = new SearchSituation(Population, ObjectiveCount, [.. pending.Select(one => one.Architecture)], Generation);
            _search = new RegionSearch(Space, Seed, situation, pending, _regions, _models, _candidates, _trainingSize / 2);
        }

        Cursor = _models.FittedIn;
        if (_search.Choose(pending, architecture => !IsKnown(architecture), random) is not { } choice)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        _proposer = choice.Region;
        return new Child(choice.Architecture, [], "improvement");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        _regions.Learn(Population, told, member => RegionOf(member.Id), IsKnown, ObjectiveCount, Seed, Generation);
        Population = _regions.Keep([.. Population, .. told], _trainingSize);
        _search = null;
        foreach (var member in told)
        {
            _proposers.Remove(member.Id);
        }
    }

    protected override AlgorithmState Complete(AlgorithmState state)
    {
        var numbers = new List<double>();
        _regions.Save(numbers, Population);
        numbers.AddRange(Pending.Select(proposal => (double)RegionOf(proposal.Id)));
        _models.Save(numbers);
        return state with { Parameters = numbers };
    }

    int RegionOf(CandidateId candidate) => _proposers.GetValueOrDefault(candidate, NoRegion);
}
