using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Decides which candidates of a generation are trained beyond a rung. Pure.</summary>
public static class Promoting
{
    /// <param name="request">The search's, with rungs.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="rung">From 1, before the last.</param>
    /// <param name="earlier">What earlier generations had at the rungs.</param>
    /// <param name="reached">The generation's evaluations as they stand after the rung, in proposal order.</param>
    public static RungPromotion Decide(
        SearchRequest request, int generation, int rung, IEnumerable<RungEntry> earlier, IEnumerable<Evaluation> reached)
    {
        var ladder = RungLadder.Of(request);
        IReadOnlyList<RungEntry>[] curves =
        [
            .. reached
                .Where(evaluation => evaluation.Status == EvaluationStatus.Completed)
                .Select(evaluation => RungOutcomes.Entries(evaluation, ladder, request).ToList()),
        ];
        if (CurveRule.IsOf(request))
        {
            return new RungPromotion { Generation = generation, Rung = rung, Decisions = CurveRule.Decide(request, rung, [.. earlier], curves) };
        }

        RungEntry[] entries = [.. curves.Select(curve => curve[^1])];
        var objectives = RungObjectives.At(request, ladder, rung);
        RungEntry[] before = [.. earlier.Where(entry => entry.Rung == rung)];
        return new RungPromotion
        {
            Generation = generation,
            Rung = rung,
            Decisions = ladder.IsZeroCost(rung) && request.Algorithm.ZeroCostMetrics.Count > 0
                ? ArchiveRule.Decide(request.Algorithm.ArchiveOrder, ladder, rung, objectives, before, entries)
                : PromotionRule.Decide(ladder, rung, objectives, before, entries),
        };
    }

    /// <summary>Decides of one candidate that comes to a rung alone: it goes on if it is among the share kept of all that have come there.</summary>
    /// <param name="request">The search's, with rungs.</param>
    /// <param name="turn">From 0.</param>
    /// <param name="rung">From 1, before the last.</param>
    /// <param name="earlier">What others had at the rungs that came before it.</param>
    /// <param name="reached">The evaluation as it stands after the rung.</param>
    public static RungPromotion DecideAlone(SearchRequest request, int turn, int rung, IEnumerable<RungEntry> earlier, Evaluation reached)
    {
        var promotion = Decide(request, turn, rung, earlier, [reached]);

        // The best of a generation goes on whatever others had, and alone each is the best.
        var decision = promotion.Decisions[0];
        return decision.Rule == PromotionRule.Name
            ? promotion with { Decisions = [decision with { IsPromoted = decision.Place <= decision.LastPlaceKept }] }
            : promotion;
    }

    /// <summary>Those who go on.</summary>
    public static IReadOnlySet<CandidateId> Promoted(RungPromotion promotion)
    {
        ArgumentNullException.ThrowIfNull(promotion);
        return promotion.Decisions.Where(decision => decision.IsPromoted).Select(decision => decision.Candidate).ToHashSet();
    }

    /// <summary>What a generation adds to that which later ones are compared with.</summary>
    public static IReadOnlyList<RungEntry> Entries(SearchRequest request, EvaluationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var ladder = RungLadder.Of(request);
        var isByAlgorithm = OwnFidelities.AreOf(request);
        return
        [
            .. set.Evaluations.SelectMany(evaluation => RungOutcomes.Entries(evaluation, ladder, request)
                .Where(entry => !isByAlgorithm || ladder.FidelityOf(entry.Rung) == evaluation.Fidelity)),
        ];
    }
}
