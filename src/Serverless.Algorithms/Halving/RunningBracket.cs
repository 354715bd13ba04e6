using Serverless.Spaces;

namespace Serverless.Algorithms.Halving;

/// <summary>A <see cref="HalvingBracket"/> that candidates join and leave.</summary>
sealed class RunningBracket
{
    readonly List<CandidateId> _members;
    readonly List<ProposedCandidate> _planned;

    /// <param name="bracket">The stored bracket to continue from.</param>
    public RunningBracket(HalvingBracket bracket)
    {
        (Index, IsDesign) = (bracket.Index, bracket.IsDesign);
        (First, Rung, Size, Proposed) = (bracket.First, bracket.Rung, bracket.Size, bracket.Proposed);
        _members = [.. bracket.Members];
        _planned = [.. bracket.Planned ?? []];
    }

    public int Index { get; }

    /// <value>The same as <see cref="HalvingBracket.IsDesign"/>.</value>
    public bool IsDesign { get; }

    /// <value>The index of the fidelity at which its candidates are new.</value>
    public int First { get; }

    /// <value>The index of the fidelity that its candidates are at.</value>
    public int Rung { get; private set; }

    public int Size { get; private set; }

    public int Proposed { get; private set; }

    public IReadOnlyList<CandidateId> Members => _members;

    /// <value>The candidates that it will propose next.</value>
    public IReadOnlyList<ProposedCandidate> Planned => _planned;

    /// <value>Whether it takes new candidates.</value>
    public bool IsOpen => Rung == First && _members.Count < Size;

    /// <value>The next promotion that has not been proposed yet; null if there is none.</value>
    public CandidateId? Waiting => Proposed < _members.Count ? _members[Proposed] : null;

    /// <value>Whether it has all its candidates and all of them have been proposed.</value>
    public bool IsProposed => _members.Count == Size && Proposed == Size;

    /// <summary>Adds a new candidate that was proposed.</summary>
    public void Join(CandidateId candidate)
    {
        _members.Add(candidate);
        Proposed++;
    }

    /// <summary>Records that <see cref="Waiting"/> was proposed.</summary>
    public void Propose() => Proposed++;

    /// <summary>Stops the bracket from taking further candidates.</summary>
    public void Close() => Size = _members.Count;

    /// <summary>Continues with some of its candidates at the next fidelity.</summary>
    public void Promote(IEnumerable<CandidateId> promoted)
    {
        var next = promoted.ToArray();
        _members.Clear();
        _members.AddRange(next);
        (Rung, Size, Proposed) = (Rung + 1, next.Length, 0);
    }

    /// <summary>Adds candidates to propose, after those that were planned before.</summary>
    public void Plan(IEnumerable<ProposedCandidate> planned) => _planned.AddRange(planned);

    /// <summary>Removes and returns the next planned candidate; null if none is left.</summary>
    public ProposedCandidate? TakePlanned()
    {
        if (_planned.Count == 0)
        {
            return null;
        }

        var next = _planned[0];
        _planned.RemoveAt(0);
        return next;
    }

    /// <summary>Gives up a proposal: a new candidate is replaced by another one; a promotion is proposed again or ends here.</summary>
    /// <param name="candidate">A candidate of this bracket.</param>
    /// <param name="mayReturn">Whether it can be proposed again.</param>
    public void Drop(CandidateId candidate, bool mayReturn)
    {
        _members.Remove(candidate);
        Proposed--;
        if (Rung > First && mayReturn)
        {
            _members.Insert(Proposed, candidate);
        }
        else if (Rung > First)
        {
            Size--;
        }
    }

    public HalvingBracket Save() => new()
    {
        Index = Index,
        IsDesign = IsDesign,
        First = First,
        Rung = Rung,
        Size = Size,
        Proposed = Proposed,
        Members = [.. _members],
        Planned = _planned.Count > 0 ? [.. _planned] : null,
    };
}
