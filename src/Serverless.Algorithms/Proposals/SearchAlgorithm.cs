using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>What all algorithms share: novelty, pending proposals, random numbers and the state.</summary>
abstract class SearchAlgorithm : ISearchAlgorithm
{
    /// <summary>So many children that are known already are thrown away before an unknown candidate near the last is taken.</summary>
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

    /// <value>How often it was told something.</value>
    protected int Generation { get; private set; }

    /// <value>Part of the state, for the algorithm's own use.</value>
    protected int Cursor { get; set; }

    /// <value>Part of the state: those that parents are chosen from.</value>
    protected IReadOnlyList<Member> Population { get; set; }

    /// <value>Part of the state: others that the algorithm remembers.</value>
    protected IReadOnlyList<Member> Archive { get; set; }

    /// <value>What is proposed before anything of its own; set once, before it is asked.</value>
    internal IReadOnlyList<Architecture> Seeds { get; set; } = [];

    /// <value>How many candidates it has proposed in this generation.</value>
    protected int AskedCount => _asked;

    /// <value>How many candidates have been proposed, pending ones included.</value>
    protected int ProposedCount => _known.Count;

    /// <value>Whether every candidate of the space has been proposed.</value>
    protected bool IsExhausted => _known.IsEverything;

    /// <value>Proposed and not told yet, in proposal order.</value>
    protected IReadOnlyList<ProposedCandidate> Pending => _pending.InOrder;

    /// <value>How many objectives there are; 0 while nothing was evaluated.</value>
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

        // In proposal order, so that the order in which workers answer has no influence.
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

    /// <summary>Makes one child; it may be a candidate that was proposed before.</summary>
    protected abstract Child Breed(RandomStream random);

    /// <summary>Takes in what became of candidates.</summary>
    /// <param name="told">In proposal order, at least one.</param>
    protected abstract void Learn(IReadOnlyList<Member> told);

    /// <summary>Adds to the state what only this algorithm keeps.</summary>
    protected virtual AlgorithmState Complete(AlgorithmState state) => state;

    /// <summary>Whether a proposal is of a candidate that was not proposed before.</summary>
    protected virtual bool IsNew(ProposedCandidate proposal) => true;

    /// <summary>Called when candidates that were known are known no longer.</summary>
    protected virtual void Forgot()
    {
    }

    /// <summary>Called when proposals were taken back.</summary>
    /// <param name="dropped">In proposal order; no longer pending.</param>
    /// <param name="mayReturn">Whether they may be proposed again.</param>
    protected virtual void Dropped(IReadOnlyList<ProposedCandidate> dropped, bool mayReturn)
    {
    }

    /// <summary>Whether a candidate waits for an observation.</summary>
    protected bool IsPending(CandidateId id) => _pending.Contains(id);

    /// <summary>Whether an architecture's candidate was proposed before.</summary>
    protected bool IsKnown(Architecture architecture) => _known.Contains(Space.Canonicalise(architecture));

    /// <summary>A candidate near an architecture that was not proposed before, in canonical form; null when there is none.</summary>
    protected Architecture? NearNew(Architecture start, RandomStream random) => _known.NearNew(start, random);

    /// <summary>The next proposal; null when there is none.</summary>
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

    /// <summary>The architecture of a proposal of this algorithm.</summary>
    protected Architecture ArchitectureOf(ProposedCandidate proposal) => Space.TryParse(proposal.Architecture, out var architecture, out var error)
        ? architecture
        : throw new InvalidOperationException($"Candidate {proposal.Id} is none of {Space.Name}: {error}");

    /// <summary>The first seed that was not proposed yet, in canonical form; null when all were.</summary>
    /// <remarks>Not kept in the state, which tells what was proposed: one that was dropped and may return comes again.</remarks>
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

/// <summary>An architecture that was bred and may be proposed.</summary>
/// <param name="Architecture">Any genotype of its class.</param>
/// <param name="Parents">Candidates it was made from; empty for samples.</param>
/// <param name="Operator">How it was made.</param>
sealed record Child(Architecture Architecture, IReadOnlyList<CandidateId> Parents, string Operator)
{
    /// <value>Whose weights its training begins with; null: nobody's.</value>
    public WeightInheritance? Inherits { get; init; }
}
