using Serverless.Spaces;

namespace Serverless.Algorithms.Halving;

/// <summary>A <see cref="HalvingBracket"/> that candidates join and leave.</summary>
sealed class RunningBracket
{
    readonly List<CandidateId> _members;
    readonly List<ProposedCandidate> _planned;

    /// <param name="bracket">Where it was.</param>
    public RunningBracket(HalvingBracket bracket)
    {
        (Index, IsDesign) = (bracket.Index, bracket.IsDesign);
        (First, Rung, Size, Proposed) = (bracket.First, bracket.Rung, bracket.Size, bracket.Proposed);
        _members = [.. bracket.Members];
        _planned = [.. bracket.Planned ?? []];
    }

    public int Index { get; }

    /// <value>As <see cref="HalvingBracket.IsDesign"/>.</value>
    public bool IsDesign { get; }

    /// <value>The place of the fidelity that its candidates are new at.</value>
    public int First { get; }

    /// <value>The place of the fidelity that they are at.</value>
    public int Rung { get; private set; }

    public int Size { get; private set; }

    public int Proposed { get; private set; }

    public IReadOnlyList<CandidateId> Members => _members;

    /// <value>What it will propose.</value>
    public IReadOnlyList<ProposedCandidate> Planned => _planned;

    /// <value>Whether it takes new candidates.</value>
    public bool IsOpen => Rung == First && _members.Count < Size;

    /// <value>The next promotion that was not proposed yet; null when there is none.</value>
    public CandidateId? Waiting => Proposed < _members.Count ? _members[Proposed] : null;

    /// <value>Whether it has all its candidates, and all were proposed.</value>
    public bool IsProposed => _members.Count == Size && Proposed == Size;

    /// <summary>Takes a new candidate that was proposed.</summary>
    public void Join(CandidateId candidate)
    {
        _members.Add(candidate);
        Proposed++;
    }

    /// <summary>Says that <see cref="Waiting"/> was proposed.</summary>
    public void Propose() => Proposed++;

    /// <summary>Takes no more candidates than it has.</summary>
    public void Close() => Size = _members.Count;

    /// <summary>Goes on with some of its candidates at the next fidelity.</summary>
    public void Promote(IEnumerable<CandidateId> promoted)
    {
        var next = promoted.ToArray();
        _members.Clear();
        _members.AddRange(next);
        (Rung, Size, Proposed) = (Rung + 1, next.Length, 0);
    }

    /// <summary>Plans what to propose, after what was planned before.</summary>
    public void Plan(IEnumerable<ProposedCandidate> planned) => _planned.AddRange(planned);

    /// <summary>Takes the next of what it planned; null when nothing is left.</summary>
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

    /// <summary>Gives up a proposal: another new candidate takes its place, and a promotion comes again or ends here.</summary>
    /// <param name="candidate">One of its own.</param>
    /// <param name="mayReturn">Whether it may be proposed again.</param>
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
