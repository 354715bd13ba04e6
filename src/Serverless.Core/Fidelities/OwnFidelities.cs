using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>The fidelities of an algorithm that says itself how far each candidate is trained; each is a rung of the search's ladder. Pure.</summary>
/// <remarks>
/// A proposal is one evaluation, at the rung of its fidelity. A candidate that is proposed again is another evaluation, in the generation that proposed it: it
/// goes on from where the one before left the training, and costs what is added.
/// </remarks>
public sealed class OwnFidelities
{
    readonly IReadOnlyList<string> _names;

    OwnFidelities(IReadOnlyList<string> names, RungLadder ladder) => (_names, Ladder) = (names, ladder);

    /// <value>A rung for each fidelity, in their order.</value>
    public RungLadder Ladder { get; }

    /// <summary>Whether the algorithm of a search says how far candidates are trained.</summary>
    public static bool AreOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Training.Rungs is not null && request.Algorithm.DecidesFidelities;
    }

    /// <summary>The fidelities of a search's algorithm; null when rungs and their promotion rule decide.</summary>
    /// <exception cref="ArgumentException">There are not as many rungs.</exception>
    public static OwnFidelities? Of(SearchRequest request)
    {
        if (!AreOf(request))
        {
            return null;
        }

        string[] names = [.. AlgorithmFidelities.Of(request.Algorithm).Select(fidelity => fidelity.Name)];
        var ladder = RungLadder.Of(request);
        return names.Length == ladder.Count
            ? new OwnFidelities(names, ladder)
            : throw new ArgumentException(
                $"'{request.Algorithm.Name}' evaluates at {names.Length} fidelities of its own, and the training has {ladder.Count} rungs.", nameof(request));
    }

    /// <summary>The rung of a proposal, from 1.</summary>
    /// <exception cref="ArgumentException">Its fidelity is none of the algorithm's.</exception>
    public int RungOf(ProposedCandidate proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        for (var place = 0; place < _names.Count; place++)
        {
            if (_names[place] == proposal.Fidelity)
            {
                return place + 1;
            }
        }

        throw new ArgumentException(
            $"Candidate {proposal.Id} was proposed at '{proposal.Fidelity}'; the algorithm's fidelities are {string.Join(", ", _names)}.", nameof(proposal));
    }

    /// <summary>The fidelity of a proposal as evaluations name it: by epochs, not by the algorithm's name for it.</summary>
    public string FidelityOf(ProposedCandidate proposal) => Ladder.FidelityOf(RungOf(proposal));

    /// <summary>What each of some candidates takes of the budgets, in their order.</summary>
    /// <param name="candidates">Proposals of one generation.</param>
    /// <param name="earlier">What was found at rungs in generations before; of a candidate the last counts.</param>
    public IReadOnlyList<TrainingShare> SharesOf(IEnumerable<ProposedCandidate> candidates, IReadOnlyList<RungEntry> earlier)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(earlier);
        var reached = new Dictionary<CandidateId, int>();
        foreach (var entry in earlier)
        {
            reached[entry.Candidate] = entry.Rung;
        }

        return
        [
            .. candidates.Select(candidate => reached.TryGetValue(candidate.Id, out var rung)
                ? new TrainingShare(Ladder.EpochsUpTo(RungOf(candidate)) - Ladder.EpochsUpTo(rung), IsBegun: true)
                : new TrainingShare(Ladder.EpochsUpTo(RungOf(candidate)), IsBegun: false)),
        ];
    }

    /// <summary>What an evaluation goes on from: an earlier one of its candidate, whose cost stays with that.</summary>
    public static Evaluation Carry(Evaluation earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier with { Cost = new EvaluationCost(), Cached = true };
    }

    /// <summary>How an evaluation ends that found all it was to: only a whole training is complete, and may be on the front.</summary>
    public static Evaluation End(Evaluation evaluation, SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation is { Status: EvaluationStatus.Completed, ImportedFrom: null } && evaluation.Fidelity != Fidelity.FullName && AreOf(request)
            ? evaluation with { Status = EvaluationStatus.EarlyStopped }
            : evaluation;
    }

    /// <summary>Whether an evaluation is of a whole training, the only one that may raise a front.</summary>
    public static bool IsWhole(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation.Status == EvaluationStatus.Completed || evaluation.Fidelity == Fidelity.FullName;
    }

    /// <summary>Whether an evaluation went on from an earlier one of its candidate, with which its training counts.</summary>
    public static bool IsContinued(Evaluation evaluation, SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return AreOf(request) && evaluation.Rungs is [var first, ..] && RungLadder.Of(request).FidelityOf(first.Rung) != evaluation.Fidelity;
    }
}
