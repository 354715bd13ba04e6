using Serverless.Domain.Randomness;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms;

/// <summary>What all algorithms that breed candidates from a population share: novelty, pending proposals and the state.</summary>
abstract class PopulationAlgorithm : ISearchAlgorithm
{
    /// <summary>So many children that are known already are thrown away before the nearest unknown candidate is taken instead.</summary>
    const int BreedingAttempts = 200;

    readonly string _name;
    readonly long _seed;
    readonly ProposedCandidates _proposed;
    readonly List<ProposedCandidate> _pending;
    int _generation;
    int _asked;

    protected PopulationAlgorithm(string name, SearchSpace space, long seed, AlgorithmState? state)
    {
        _name = name;
        _seed = seed;
        Space = space;
        _generation = state?.Generation ?? 0;
        _asked = state?.Asked ?? 0;
        _pending = [.. state?.Pending ?? []];
        _proposed = new ProposedCandidates(space, state?.Seen ?? []);
        Population = state?.Population ?? [];
    }

    public AlgorithmState State => new()
    {
        Algorithm = _name,
        Space = Space.Name,
        Seed = _seed,
        Generation = _generation,
        Asked = _asked,
        Population = Population,
        Pending = [.. _pending],
        Seen = _proposed.InOrder,
    };

    protected SearchSpace Space { get; }

    protected IReadOnlyList<Individual> Population { get; private set; }

    /// <value>How many candidates have been proposed, pending ones included.</value>
    protected int ProposedCount => _proposed.Count;

    public IReadOnlyList<ProposedCandidate> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<ProposedCandidate>(count);
        while (proposals.Count < count && Propose() is { } proposal)
        {
            proposals.Add(proposal);
            _pending.Add(proposal);
            _asked++;
        }

        return proposals;
    }

    public void Tell(IReadOnlyList<Observation> observations)
    {
        if (observations.Count == 0)
        {
            return;
        }

        // In proposal order, so that the order in which workers answer has no influence.
        var told = PendingObservations.Match(_pending, observations);
        Population = Select([.. Population, .. told]);
        var candidates = told.Select(individual => individual.Candidate).ToHashSet();
        _pending.RemoveAll(proposal => candidates.Contains(proposal.Id));
        _generation++;
        _asked = 0;
    }

    /// <summary>Makes one child; it may be a candidate that was proposed before.</summary>
    protected abstract Child Breed(RandomStream random);

    /// <summary>Decides who stays to be chosen as parents.</summary>
    protected abstract IReadOnlyList<Individual> Select(IReadOnlyList<Individual> individuals);

    ProposedCandidate? Propose()
    {
        if (_proposed.IsEverything)
        {
            return null;
        }

        var random = RandomStream.For(_seed, _generation, _asked);
        var child = Breed(random);
        for (var attempt = 1; attempt < BreedingAttempts && !_proposed.IsNew(child.Architecture); attempt++)
        {
            child = Breed(random);
        }

        if (!_proposed.IsNew(child.Architecture))
        {
            if (_proposed.NearestNew(child.Architecture) is not { } nearest)
            {
                return null;
            }

            child = child with { Architecture = nearest, Operator = "neighbour" };
        }

        var representative = Space.Canonicalise(child.Architecture);
        var id = _proposed.Add(representative);
        return new ProposedCandidate(id, Space.Format(representative), child.Parents, child.Operator);
    }
}
