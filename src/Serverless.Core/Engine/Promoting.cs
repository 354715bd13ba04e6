using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Decides which candidates of a generation are trained beyond a rung. Pure.</summary>
public static class Promoting
{
    /// <param name="request">The request of the search, which has rungs.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="rung">The rung, from 1, before the last.</param>
    /// <param name="earlier">The values of earlier generations at the rungs.</param>
    /// <param name="reached">The evaluations of the generation as they stand after the rung, in proposal order.</param>
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

    /// <summary>
    /// Decides about one candidate that reaches a rung alone: it continues if it is within the share kept of all candidates that have reached the
    /// rung.
    /// </summary>
    /// <param name="request">The request of the search, which has rungs.</param>
    /// <param name="turn">The turn, from 0.</param>
    /// <param name="rung">The rung, from 1, before the last.</param>
    /// <param name="earlier">The values of the candidates that reached the rungs before this one.</param>
    /// <param name="reached">The evaluation as it stands after the rung.</param>
    public static RungPromotion DecideAlone(SearchRequest request, int turn, int rung, IEnumerable<RungEntry> earlier, Evaluation reached)
    {
        var promotion = Decide(request, turn, rung, earlier, [reached]);

        // The best candidate of a generation always continues. A candidate that is alone is always the best, so only its place among all counts.
        var decision = promotion.Decisions[0];
        return decision.Rule == PromotionRule.Name
            ? promotion with { Decisions = [decision with { IsPromoted = decision.Place <= decision.LastPlaceKept }] }
            : promotion;
    }

    /// <summary>Returns the candidates that continue.</summary>
    public static IReadOnlySet<CandidateId> Promoted(RungPromotion promotion)
    {
        ArgumentNullException.ThrowIfNull(promotion);
        return promotion.Decisions.Where(decision => decision.IsPromoted).Select(decision => decision.Candidate).ToHashSet();
    }

    /// <summary>Returns the values that a generation adds to those with which later generations are compared.</summary>
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
