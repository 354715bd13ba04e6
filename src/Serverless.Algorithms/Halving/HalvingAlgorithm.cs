using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Halving;

/// <summary>
/// The base class of algorithms that compare groups of candidates at cheap fidelities and continue with the best of each (successive halving).
/// </summary>
/// <remarks>
/// A group, called a bracket, is decided when all of its candidates have been observed at its fidelity. Until then its promotions are not known, and
/// the next bracket is started, so that evaluation never has to wait. <see cref="SearchAlgorithm.Archive"/> holds the latest observation of each
/// candidate in a running bracket.
/// </remarks>
abstract class HalvingAlgorithm : SearchAlgorithm
{
    protected const string Promotion = "promotion";

    readonly List<RunningBracket> _brackets;

    /// <param name="specification">The specification, with its defaults filled in.</param>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The seed of all random numbers.</param>
    /// <param name="state">The state to continue from; null to start.</param>
    protected HalvingAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification.Name, space, seed, state)
    {
        ReductionFactor = specification.ReductionFactor!.Value;
        Fidelities = Fidelity.Ladder(specification.Rungs!.Value, ReductionFactor);
        _brackets = [.. (state?.Brackets ?? []).Select(bracket => new RunningBracket(bracket))];
    }

    public override IReadOnlyList<Fidelity> Fidelities { get; }

    protected int ReductionFactor { get; }

    /// <value>The index of full training among the fidelities.</value>
    protected int Last => Fidelities.Count - 1;

    protected IReadOnlyList<RunningBracket> Brackets => _brackets;

    /// <value>The bracket that takes new candidates; set while one is bred.</value>
    protected RunningBracket? Current { get; private set; }

    /// <summary>Starts the next bracket.</summary>
    /// <param name="index">The number of brackets before it.</param>
    protected abstract HalvingBracket Begin(int index);

    /// <summary>Selects the candidates of a bracket that are promoted.</summary>
    /// <param name="bracket">A bracket at a fidelity below full.</param>
    /// <param name="told">The feasible candidates that were observed at that fidelity, in the order in which they joined.</param>
    protected abstract IReadOnlyList<Member> Promote(RunningBracket bracket, IReadOnlyList<Member> told);

    /// <summary>Called when a bracket has been decided at full training.</summary>
    /// <param name="bracket">The bracket, which plays no further part.</param>
    /// <param name="told">The feasible candidates that were observed at full training, in the order in which they joined.</param>
    protected virtual void End(RunningBracket bracket, IReadOnlyList<Member> told)
    {
    }

    /// <summary>Takes in new observations before brackets are decided.</summary>
    /// <param name="told">The observed members, in proposal order.</param>
    protected virtual void Remember(IReadOnlyList<Member> told)
    {
    }

    protected override bool IsNew(ProposedCandidate proposal) => proposal.Operator != Promotion;

    protected override ProposedCandidate? Propose(RandomStream random)
    {
        if (Promoted() is { } promotion)
        {
            return promotion;
        }

        if (!IsExhausted)
        {
            Current = _brackets.Find(bracket => bracket.IsOpen) ?? Open();
            if (base.Propose(random) is { } proposal)
            {
                Current.Join(proposal.Id);
                return proposal with { Fidelity = Fidelities[Current.First].Name };
            }
        }

        // No new candidate is left, so brackets continue with those that they have.
        foreach (var bracket in _brackets.Where(bracket => bracket.IsOpen))
        {
            bracket.Close();
        }

        Decide();
        return Promoted();
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        var replaced = told.Select(member => member.Architecture).ToHashSet();
        Archive = [.. Archive.Where(member => !replaced.Contains(member.Architecture)), .. told];
        Remember(told);
        Decide();
    }

    protected override void Dropped(IReadOnlyList<ProposedCandidate> dropped, bool mayReturn)
    {
        foreach (var proposal in dropped)
        {
            _brackets.Find(bracket => bracket.Members.Contains(proposal.Id))?.Drop(proposal.Id, mayReturn);
        }

        Decide();
    }

    protected override AlgorithmState Complete(AlgorithmState state) =>
        state with { Brackets = _brackets.Count > 0 ? [.. _brackets.Select(bracket => bracket.Save())] : null };

    RunningBracket Open()
    {
        var bracket = new RunningBracket(Begin(Cursor++));
        _brackets.Add(bracket);
        return bracket;
    }

    /// <summary>Returns the next promotion, from the oldest bracket that has one.</summary>
    ProposedCandidate? Promoted()
    {
        if (_brackets.Find(bracket => bracket.Waiting is not null) is not { } bracket)
        {
            return null;
        }

        var member = Archive.First(member => member.Id == bracket.Waiting);
        bracket.Propose();
        return new ProposedCandidate(member.Id, Space.Format(member.Architecture), [], Promotion, Fidelities[bracket.Rung].Name);
    }

    /// <summary>Decides every bracket whose candidates have all been observed, and removes those that have ended.</summary>
    void Decide()
    {
        foreach (var bracket in _brackets.Where(bracket => bracket.IsProposed && !bracket.Members.Any(IsPending)).ToArray())
        {
            var fidelity = Fidelities[bracket.Rung].Name;
            var members = Archive.Where(member => member.IsFeasible && member.Fidelity == fidelity).ToDictionary(member => member.Id);
            Member[] told = [.. bracket.Members.Where(members.ContainsKey).Select(id => members[id])];
            if (bracket.Rung == Last)
            {
                End(bracket, told);
                _brackets.Remove(bracket);
                continue;
            }

            var promoted = told.Length > 0 ? Promote(bracket, told) : [];
            bracket.Promote(promoted.Select(member => member.Id));
            if (promoted.Count == 0)
            {
                _brackets.Remove(bracket);
            }
        }

        var running = _brackets.SelectMany(bracket => bracket.Members).ToHashSet();
        Archive = [.. Archive.Where(member => running.Contains(member.Id))];
    }
}
