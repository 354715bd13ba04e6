using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>
/// The fidelities of an algorithm that decides itself how far each candidate is trained; each is a rung of the search's ladder. Pure.
/// </summary>
/// <remarks>
/// A proposal is one evaluation, at the rung of its fidelity. A candidate that is proposed again is another evaluation, in the generation that
/// proposed it: it continues the training where the previous one stopped, and costs only what is added.
/// </remarks>
public sealed class OwnFidelities
{
    readonly IReadOnlyList<string> _names;

    OwnFidelities(IReadOnlyList<string> names, RungLadder ladder) => (_names, Ladder) = (names, ladder);

    /// <value>The ladder with one rung per fidelity, in their order.</value>
    public RungLadder Ladder { get; }

    /// <summary>Returns whether the algorithm of a search decides how far candidates are trained.</summary>
    public static bool AreOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Training.Rungs is not null && request.Algorithm.DecidesFidelities;
    }

    /// <summary>Returns the fidelities of a search's algorithm; null when rungs and their promotion rule decide.</summary>
    /// <exception cref="ArgumentException">The number of rungs differs from that of the fidelities.</exception>
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
                $"'{request.Algorithm.Name}' evaluates at {names.Length} fidelities of its own, but the training has {ladder.Count} rungs.", nameof(request));
    }

    /// <summary>Returns the rung of a proposal, from 1.</summary>
    /// <exception cref="ArgumentException">Its fidelity is not one of the algorithm's.</exception>
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

    /// <summary>Returns the fidelity of a proposal by the name used in evaluations, which is based on epochs, not the algorithm's own name.</summary>
    public string FidelityOf(ProposedCandidate proposal) => Ladder.FidelityOf(RungOf(proposal));

    /// <summary>Returns the share of the budgets of each candidate, in their order.</summary>
    /// <param name="candidates">Proposals of one generation.</param>
    /// <param name="earlier">The results at rungs in earlier generations; for each candidate the last is used.</param>
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

    /// <summary>
    /// Returns an earlier evaluation of a candidate as the start of its next one, without the cost, which stays with the earlier one.
    /// </summary>
    public static Evaluation Carry(Evaluation earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier with { Cost = new EvaluationCost(), Cached = true };
    }

    /// <summary>
    /// Returns the final state of an evaluation that reached its fidelity: only a whole training is complete, and can be on the front.
    /// </summary>
    public static Evaluation End(Evaluation evaluation, SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation is { Status: EvaluationStatus.Completed, ImportedFrom: null } && evaluation.Fidelity != Fidelity.FullName && AreOf(request)
            ? evaluation with { Status = EvaluationStatus.EarlyStopped }
            : evaluation;
    }

    /// <summary>Returns whether an evaluation is a whole training; only these can raise a front.</summary>
    public static bool IsWhole(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation.Status == EvaluationStatus.Completed || evaluation.Fidelity == Fidelity.FullName;
    }

    /// <summary>Returns whether an evaluation continued an earlier one of its candidate, with which its training was already counted.</summary>
    public static bool IsContinued(Evaluation evaluation, SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return AreOf(request) && evaluation.Rungs is [var first, ..] && RungLadder.Of(request).FidelityOf(first.Rung) != evaluation.Fidelity;
    }
}
