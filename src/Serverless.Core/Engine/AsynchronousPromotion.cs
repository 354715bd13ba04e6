using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>The rungs of an asynchronous search with promotion: candidates wait at them until they are among the best. Pure.</summary>
/// <remarks>
/// Asynchronous successive halving as published (Li et al. 2020, algorithm 2, <c>get_job</c>), ordered for several objectives as in
/// <see cref="PromotionRule"/> (Schmucker et al. 2021): a free slot takes, from the highest rung down, a candidate among the best 1/η of its rung
/// that has not continued yet, or else starts a new one. A candidate that waits until no evaluation is in progress ends with the decision at that
/// time.
/// </remarks>
public static class AsynchronousPromotion
{
    /// <summary>The most waiting candidates that end with one turn, so that its documents stay small.</summary>
    public const int MostEnded = 1_000;

    /// <summary>Returns whether a search uses promotion.</summary>
    public static bool IsOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Promotion?.Variant == HalvingVariant.Promotion;
    }

    /// <summary>
    /// Returns the waiting evaluations that end with a turn: all of them, if no evaluation is in progress that could change the ranks.
    /// </summary>
    /// <param name="open">Evaluations in progress when the turn begins.</param>
    /// <param name="waiting">Evaluations that wait then.</param>
    public static IReadOnlyList<OpenEvaluation> Ending(IReadOnlyList<OpenEvaluation> open, IReadOnlyList<OpenEvaluation> waiting)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(waiting);
        return open.Count > 0 ? [] : [.. waiting.Take(MostEnded)];
    }

    /// <summary>
    /// Returns the epochs reserved for trainings: for each, those up to the rung to which it is trained or at which it waits; null in a search
    /// without promotion.
    /// </summary>
    public static int? EpochsOf(SearchRequest request, IReadOnlyList<OpenEvaluation> promised)
    {
        if (!IsOf(request))
        {
            return null;
        }

        var ladder = RungLadder.Of(request);
        return promised.Sum(evaluation => ladder.EpochsUpTo(evaluation.Rung));
    }

    /// <summary>
    /// Processes what has ended: each candidate that reaches a rung waits there. The algorithm is told of each candidate once, with its result at the
    /// first rung.
    /// </summary>
    /// <param name="request">The request of the search, with rungs of at least one epoch.</param>
    /// <param name="turn">The turn, from 0.</param>
    /// <param name="open">Evaluations that were in progress.</param>
    /// <param name="waiting">Evaluations that waited.</param>
    /// <param name="pool">Results of earlier arrivals at the rungs.</param>
    /// <param name="arrived">What has ended, in order, each with its outcome after its rung; also the waiting evaluations that are to end.</param>
    public static TurnIntake Receive(
        SearchRequest request,
        int turn,
        IReadOnlyList<OpenEvaluation> open,
        IReadOnlyList<OpenEvaluation> waiting,
        IReadOnlyList<RungEntry> pool,
        IReadOnlyList<ArrivedEvaluation> arrived)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        ArgumentNullException.ThrowIfNull(arrived);
        var ladder = RungLadder.Of(request);
        var (ended, told, entries) = (new List<Evaluation>(), new List<Evaluation>(), new List<RungEntry>());
        var (stillOpen, joined, left) = (open.ToList(), new List<OpenEvaluation>(), new HashSet<CandidateId>());
        var waited = waiting.Select(evaluation => evaluation.Candidate).ToHashSet();
        var rankings = new Dictionary<int, Dictionary<CandidateId, PromotionDecision>>();
        foreach (var (evaluation, outcome) in arrived.Select(AsynchronousTurn.WithPrediction))
        {
            IReadOnlyList<PromotionDecision> decisions = evaluation.Decisions ?? [];
            if (waited.Contains(evaluation.Candidate))
            {
                var decision = RankingAt(evaluation.Rung)[evaluation.Candidate];
                var promotion = new RungPromotion { Generation = turn, Rung = evaluation.Rung, Decisions = [decision] };
                ended.Add(AsynchronousTurn.WithDecisions(RungOutcomes.End(outcome, evaluation.Rung, promotion), turn, [.. decisions, decision]));
                left.Add(evaluation.Candidate);
                continue;
            }

            stillOpen.Remove(evaluation);
            if (evaluation.Rung == 1)
            {
                told.Add(outcome);
            }

            if (AsynchronousTurn.IsAtItsEnd(evaluation, outcome, ladder))
            {
                ended.Add(AsynchronousTurn.WithDecisions(outcome, turn, decisions));
                continue;
            }

            entries.Add(RungOutcomes.Entries(outcome, ladder, request).Last());
            joined.Add(TurnBudget.IsPaid(request) ? evaluation with { Cost = outcome.Cost } : evaluation);
        }

        return new TurnIntake(
            new EvaluationSet { Generation = turn, Evaluations = ended }, stillOpen, entries, new EvaluationSet { Generation = turn, Evaluations = told })
        {
            Waiting = [.. waiting.Where(evaluation => !left.Contains(evaluation.Candidate)), .. joined],
            Joined = joined,
            Left = [.. left],
        };

        Dictionary<CandidateId, PromotionDecision> RankingAt(int rung) => rankings.TryGetValue(rung, out var known)
            ? known
            : rankings[rung] = Rank(request, ladder, rung, pool).ToDictionary(decision => decision.Candidate);
    }

    /// <summary>Promotes candidates: from the highest rung down, the best of those that wait and are among the best one in η of their rung.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="intake">What the turn has processed so far.</param>
    /// <param name="pool">Results of all candidates at the rungs, including those of this turn.</param>
    /// <param name="most">The most candidates to promote.</param>
    /// <param name="epochs">Number of epochs that can be reserved for them: the first that these do not cover, and all after it, continue to
    /// wait.</param>
    public static TurnIntake Promote(
        SearchRequest request, TurnIntake intake, IReadOnlyList<RungEntry> pool, int most, int epochs = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(intake);
        var ladder = most > 0 && intake.Waiting.Count > 0 ? RungLadder.Of(request) : null;
        var promoted = new List<OpenEvaluation>();
        for (var rung = ladder?.Count - 1 ?? 0; rung > 0; rung--)
        {
            var waiting = intake.Waiting.Where(evaluation => evaluation.Rung == rung).ToDictionary(evaluation => evaluation.Candidate);
            foreach (var decision in waiting.Count == 0 ? [] : Rank(request, ladder!, rung, pool))
            {
                if (!decision.IsPromoted || !waiting.TryGetValue(decision.Candidate, out var evaluation))
                {
                    continue;
                }

                if (promoted.Count == most || epochs < ladder!.EpochsAddedBy(rung + 1))
                {
                    return With(intake, promoted);
                }

                epochs -= ladder.EpochsAddedBy(rung + 1);
                promoted.Add(evaluation with { Rung = rung + 1, Decisions = [.. evaluation.Decisions ?? [], decision] });
            }
        }

        return With(intake, promoted);
    }

    static TurnIntake With(TurnIntake intake, List<OpenEvaluation> promoted)
    {
        var gone = promoted.Select(evaluation => evaluation.Candidate).ToHashSet();
        var joined = intake.Joined.Select(evaluation => evaluation.Candidate).ToHashSet();
        return promoted.Count == 0
            ? intake
            : intake with
            {
                Open = [.. intake.Open, .. promoted],
                Waiting = [.. intake.Waiting.Where(evaluation => !gone.Contains(evaluation.Candidate))],
                Joined = [.. intake.Joined.Where(evaluation => !gone.Contains(evaluation.Candidate))],
                Left = [.. intake.Left, .. promoted.Select(evaluation => evaluation.Candidate).Where(candidate => !joined.Contains(candidate))],
                Promoted = promoted.Count,
            };
    }

    /// <summary>Returns decisions for all candidates that reached a rung, the best first.</summary>
    static IReadOnlyList<PromotionDecision> Rank(SearchRequest request, RungLadder ladder, int rung, IReadOnlyList<RungEntry> pool)
    {
        RungEntry[] entries = [.. pool.Where(entry => entry.Rung == rung)];
        var best = ladder.Promotable(entries.Length);
        return
        [
            .. PromotionRule.Decide(ladder, rung, RungObjectives.At(request, ladder, rung), [], entries)
                .OrderBy(decision => decision.Place)
                .Select(decision => decision with
                {
                    LastPlaceKept = best,
                    PlaceInGeneration = 1,
                    LastPlaceKeptInGeneration = 1,
                    IsPromoted = decision.Place <= best,
                }),
        ];
    }
}
