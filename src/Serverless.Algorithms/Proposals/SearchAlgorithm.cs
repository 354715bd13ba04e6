using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>The base class of all algorithms, which handles novelty, pending proposals, random numbers and the state.</summary>
abstract class SearchAlgorithm : ISearchAlgorithm
{
    /// <summary>The number of children, all known already, that are discarded before an unknown candidate near the last one is taken.</summary>
    const int BreedingAttempts = 50;

    readonly string _name;
    readonly KnownCandidates _known;
    readonly PendingObservations _pending;
    int _asked;
    int _nextSeed;
    int _objectiveCount;

    protected SearchAlgorithm(string name, SearchSpace space, long seed, AlgorithmState? state)
    {
        _name = name;
        Space = space;
        Seed = seed;
        Generation = state?.Generation ?? 0;
        Cursor = state?.Cursor ?? 0;
        _objectiveCount = state?.ObjectiveCount ?? 0;
        _asked = state?.Asked ?? 0;
        _pending = new PendingObservations(space, state?.Pending ?? []);
        _known = new KnownCandidates(space, state?.Seen ?? "");
        Population = Members(state?.Population);
        Archive = Members(state?.Archive);
    }

    public virtual IReadOnlyList<Fidelity> Fidelities { get; } = [Fidelity.Full];

    public AlgorithmState State => Complete(new()
    {
        Algorithm = _name,
        Space = Space.Name,
        Seed = Seed,
        Generation = Generation,
        Asked = _asked,
        ObjectiveCount = _objectiveCount,
        Cursor = Cursor,
        Population = [.. Population.Select(member => member.ToIndividual())],
        Archive = [.. Archive.Select(member => member.ToIndividual())],
        Pending = _pending.InOrder,
        Seen = _known.ToBase64(),
    });

    protected SearchSpace Space { get; }

    protected long Seed { get; }

    /// <value>The number of times that the algorithm was given observations.</value>
    protected int Generation { get; private set; }

    /// <value>A number for the algorithm's own use, which is part of the state.</value>
    protected int Cursor { get; set; }

    /// <value>The candidates from which parents are chosen, which are part of the state.</value>
    protected IReadOnlyList<Member> Population { get; set; }

    /// <value>Other candidates that the algorithm remembers, which are part of the state.</value>
    protected IReadOnlyList<Member> Archive { get; set; }

    /// <value>The architectures that are proposed before any others; set once, before the first call of <see cref="Ask"/>.</value>
    internal IReadOnlyList<Architecture> Seeds { get; set; } = [];

    /// <value>The number of candidates that the algorithm has proposed in this generation.</value>
    protected int AskedCount => _asked;

    /// <value>The number of candidates that have been proposed, including pending ones.</value>
    protected int ProposedCount => _known.Count;

    /// <value>Whether every candidate of the space has been proposed.</value>
    protected bool IsExhausted => _known.IsEverything;

    /// <value>The candidates that were proposed and not observed yet, in proposal order.</value>
    protected IReadOnlyList<ProposedCandidate> Pending => _pending.InOrder;

    /// <value>The number of objectives; 0 until something has been evaluated.</value>
    protected int ObjectiveCount => _objectiveCount;

    public IReadOnlyList<ProposedCandidate> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<ProposedCandidate>(Math.Min(count, 1024));
        while (proposals.Count < count && Propose(RandomStream.For(Seed, Generation, _asked)) is { } proposal)
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

        // Observations are learnt in proposal order, so that the order in which workers finish has no influence.
        Learn(_pending.Take(observations, ref _objectiveCount, MetricCount));
        Generation++;
        _asked = 0;
    }

    public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn)
    {
        var dropped = _pending.Drop(candidates);
        if (mayReturn && dropped.Count > 0)
        {
            _known.Forget([.. dropped.Where(IsNew).Select(ArchitectureOf)]);
            _nextSeed = 0;
            Forgot();
        }

        Dropped(dropped, mayReturn);
    }

    /// <summary>Creates one child; it can be a candidate that was proposed before.</summary>
    protected abstract Child Breed(RandomStream random);

    /// <summary>Takes in the results of candidates.</summary>
    /// <param name="told">The observed members in proposal order, at least one.</param>
    protected abstract void Learn(IReadOnlyList<Member> told);

    /// <summary>Adds to the state what is specific to this algorithm.</summary>
    protected virtual AlgorithmState Complete(AlgorithmState state) => state;

    /// <summary>Returns whether a proposal is for a candidate that was not proposed before.</summary>
    protected virtual bool IsNew(ProposedCandidate proposal) => true;

    /// <summary>Called when candidates that were known have become unknown.</summary>
    protected virtual void Forgot()
    {
    }

    /// <summary>Called when proposals were withdrawn.</summary>
    /// <param name="dropped">The withdrawn proposals in proposal order, which are no longer pending.</param>
    /// <param name="mayReturn">Whether they can be proposed again.</param>
    protected virtual void Dropped(IReadOnlyList<ProposedCandidate> dropped, bool mayReturn)
    {
    }

    /// <summary>Returns whether a candidate waits for an observation.</summary>
    protected bool IsPending(CandidateId id) => _pending.Contains(id);

    /// <summary>Returns whether an architecture's candidate was proposed before.</summary>
    protected bool IsKnown(Architecture architecture) => _known.Contains(Space.Canonicalise(architecture));

    /// <summary>Returns a candidate near an architecture that was not proposed before, in canonical form; null if there is none.</summary>
    protected Architecture? NearNew(Architecture start, RandomStream random) => _known.NearNew(start, random);

    /// <summary>Returns the next proposal; null if there is none.</summary>
    protected virtual ProposedCandidate? Propose(RandomStream random)
    {
        if (IsExhausted)
        {
            return null;
        }

        if (NextSeed() is { } seed)
        {
            _known.Add(seed);
            return new ProposedCandidate(Space.IdOf(seed), Space.Format(seed), [], ProposedCandidate.SeedOperator);
        }

        var child = Breed(random);
        var representative = Space.Canonicalise(child.Architecture);
        for (var attempt = 1; attempt < BreedingAttempts && _known.Contains(representative); attempt++)
        {
            child = Breed(random);
            representative = Space.Canonicalise(child.Architecture);
        }

        if (_known.Contains(representative))
        {
            if (_known.NearNew(child.Architecture, random) is not { } nearest)
            {
                return null;
            }

            (representative, child) = (nearest, child with { Operator = "neighbour", Inherits = null });
        }

        _known.Add(representative);
        return new ProposedCandidate(Space.IdOf(representative), Space.Format(representative), child.Parents, child.Operator) { Inherits = child.Inherits };
    }

    /// <summary>Returns the architecture of a proposal of this algorithm.</summary>
    protected Architecture ArchitectureOf(ProposedCandidate proposal) => Space.TryParse(proposal.Architecture, out var architecture, out var error)
        ? architecture
        : throw new InvalidOperationException($"Candidate {proposal.Id} does not belong to {Space.Name}: {error}");

    /// <summary>Returns the first seed that was not proposed yet, in canonical form; null if all were.</summary>
    /// <remarks>No position is stored, since the state holds what was proposed: a seed that was dropped and can return is proposed again.</remarks>
    Architecture? NextSeed()
    {
        for (; _nextSeed < Seeds.Count; _nextSeed++)
        {
            var representative = Space.Canonicalise(Seeds[_nextSeed]);
            if (!_known.Contains(representative))
            {
                return representative;
            }
        }

        return null;
    }

    int MetricCount => Population.Concat(Archive).FirstOrDefault(member => member.Metrics.Length > 0)?.Metrics.Length ?? 0;

    IReadOnlyList<Member> Members(IReadOnlyList<Individual>? individuals) =>
        [.. (individuals ?? []).Select(individual => Member.Of(individual, Space))];
}

/// <summary>An architecture that was bred and can be proposed.</summary>
/// <param name="Architecture">Any genotype of its equivalence class.</param>
/// <param name="Parents">The candidates that it was made from; empty for samples.</param>
/// <param name="Operator">The operator that made it.</param>
sealed record Child(Architecture Architecture, IReadOnlyList<CandidateId> Parents, string Operator)
{
    /// <value>The trained network whose weights its training starts with; null for random weights.</value>
    public WeightInheritance? Inherits { get; init; }
}
