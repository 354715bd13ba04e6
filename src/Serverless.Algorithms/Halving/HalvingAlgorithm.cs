using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Halving;

/// <summary>What algorithms share that compare groups of candidates at cheap fidelities and go on with the best of each (successive halving).</summary>
/// <remarks>
/// A group, a bracket, is decided when all of it was told at its fidelity. Until then its promotions are not known, and the next bracket is
/// begun, so that nothing has to wait. <see cref="SearchAlgorithm.Archive"/> has what was told last of the candidates of running brackets.
/// </remarks>
abstract class HalvingAlgorithm : SearchAlgorithm
{
    protected const string Promotion = "promotion";

    readonly List<RunningBracket> _brackets;

    /// <param name="specification">With its defaults filled in.</param>
    /// <param name="space">What to search.</param>
    /// <param name="seed">Of all random numbers.</param>
    /// <param name="state">Null to begin.</param>
    protected HalvingAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification.Name, space, seed, state)
    {
        ReductionFactor = specification.ReductionFactor!.Value;
        Fidelities = Fidelity.Ladder(specification.Rungs!.Value, ReductionFactor);
        _brackets = [.. (state?.Brackets ?? []).Select(bracket => new RunningBracket(bracket))];
    }

    public override IReadOnlyList<Fidelity> Fidelities { get; }

    protected int ReductionFactor { get; }

    /// <value>The place of full training.</value>
    protected int Last => Fidelities.Count - 1;

    protected IReadOnlyList<RunningBracket> Brackets => _brackets;

    /// <value>The one that takes new candidates; set while one is bred.</value>
    protected RunningBracket? Current { get; private set; }

    /// <summary>Begins the next bracket.</summary>
    /// <param name="index">How many came before.</param>
    protected abstract HalvingBracket Begin(int index);

    /// <summary>Which of a bracket's candidates go on.</summary>
    /// <param name="bracket">At a fidelity below full.</param>
    /// <param name="told">Those that were told at it and are feasible, in the order in which they joined.</param>
    protected abstract IReadOnlyList<Member> Promote(RunningBracket bracket, IReadOnlyList<Member> told);

    /// <summary>Called when a bracket is decided at full training.</summary>
    /// <param name="bracket">Which has no further part.</param>
    /// <param name="told">Those that were told at full and are feasible, in the order in which they joined.</param>
    protected virtual void End(RunningBracket bracket, IReadOnlyList<Member> told)
    {
    }

    /// <summary>Takes in what was told, before brackets are decided.</summary>
    /// <param name="told">In proposal order.</param>
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

        // Nothing new is left: brackets go on with what they have.
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

    /// <summary>The next promotion, of the oldest bracket that has one.</summary>
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

    /// <summary>Decides every bracket that was told whole, and forgets those that are at their end.</summary>
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
