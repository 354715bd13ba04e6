using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>Decides by learning curves which candidates are trained beyond a rung: those that may still end above the best of what costs no more. Pure.</summary>
/// <remarks>
/// After LCRankNet (Wistuba, Pedapati 2020), which scores a configuration by its learning curve so far and its architecture, and stops it when it is
/// unlikely to come out above the best one so far: P(i above best) = σ(f_i − f_best). Here f is a linear ranker by pairs (<see cref="PairRanker"/>) of the values at the
/// rungs so far, what an epoch changed between them, and the choices one-hot, learnt from the search's own whole trainings. With several objectives the best so far is
/// nondominated among the whole trainings that are no worse in all objectives that no training tells; where there is none, a candidate goes on. So do all until there
/// are enough whole trainings.
/// </remarks>
public static class CurveRule
{
    /// <summary>What decisions call this rule.</summary>
    public const string Name = "learningCurves";

    /// <summary>The share below which a candidate is stopped, where a request says nothing else: unpublished, as far as is known.</summary>
    public const double DefaultLeastChance = 0.25;

    /// <summary>Whole trainings before anything is stopped, where a request says nothing else.</summary>
    public const int DefaultWholeCurves = 8;

    /// <summary>The fewest that an order can be learnt from.</summary>
    public const int FewestWholeCurves = 4;

    /// <summary>The latest whole trainings that are learnt from.</summary>
    public const int MostWholeCurves = 100;

    // Such ties must not be decided by rounding.
    const int Digits = 12;

    /// <summary>Whether a search decides by learning curves.</summary>
    public static bool IsOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Promotion?.Rule == RungRule.LearningCurves;
    }

    /// <summary>Whether only a training tells an objective.</summary>
    public static bool TakesTraining(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Metric.Find(objective.Metric)?.Source is null or MetricSource.Training;
    }

    /// <summary>Compares candidates with the whole trainings of the search.</summary>
    /// <param name="request">The search's, whose rungs begin with at least one epoch.</param>
    /// <param name="rung">From 1, before the last.</param>
    /// <param name="earlier">What earlier candidates were worth at all rungs, the last included, in the order in which they came there.</param>
    /// <param name="reached">What each candidate was worth at the rungs so far, ascending.</param>
    /// <returns>One decision per candidate, in their order.</returns>
    public static IReadOnlyList<PromotionDecision> Decide(
        SearchRequest request, int rung, IReadOnlyList<RungEntry> earlier, IReadOnlyList<IReadOnlyList<RungEntry>> reached)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reached);
        var ladder = RungLadder.Of(request);
        var whole = WholeCurves(earlier, ladder.Count);
        var promotion = request.Promotion!;
        var least = promotion.LeastChance ?? DefaultLeastChance;
        var model = whole.Count >= (promotion.WholeCurves ?? DefaultWholeCurves) ? new CurveModel(request, ladder, rung, whole) : null;
        var ranked = PromotionRule.Decide(
            ladder, rung, request.Objectives, [.. earlier.Where(entry => entry.Rung == rung)], [.. reached.Select(entries => entries[^1])]);
        return
        [
            .. ranked.Zip(reached, (decision, entries) => (Decision: decision, Chance: model?.ChanceOf(entries))).Select(one => one.Decision with
            {
                Rule = Name,
                Chance = one.Chance is { } chance ? Math.Round(chance, Digits) : null,
                LeastChance = least,
                WholeCurves = whole.Count,
                IsPromoted = one.Chance is not { } likely || Math.Round(likely, Digits) >= least,
            }),
        ];
    }

    /// <summary>Of each candidate that was trained to the end what it was worth at every rung, ascending; the latest come last.</summary>
    static List<IReadOnlyList<RungEntry>> WholeCurves(IReadOnlyList<RungEntry> earlier, int rungs)
    {
        var byCandidate = earlier.ToLookup(entry => entry.Candidate);
        return
        [
            .. earlier.Where(entry => entry.Rung == rungs).Select(entry => entry.Candidate).Distinct()
                .Select(candidate => byCandidate[candidate].DistinctBy(entry => entry.Rung).OrderBy(entry => entry.Rung).ToList())
                .Where(entries => entries.Count == rungs)
                .TakeLast(MostWholeCurves),
        ];
    }

    /// <summary>What whole trainings tell of others at a rung.</summary>
    sealed class CurveModel
    {
        readonly IReadOnlyList<IReadOnlyList<RungEntry>> _whole;
        readonly Objective[] _trained;
        readonly Objective[] _known;
        readonly CurveFeatures[] _features;
        readonly PairRanker[] _rankers;

        public CurveModel(SearchRequest request, RungLadder ladder, int rung, IReadOnlyList<IReadOnlyList<RungEntry>> whole)
        {
            _whole = whole;
            _trained = [.. request.Objectives.Where(TakesTraining)];
            _known = [.. request.Objectives.Where(objective => !TakesTraining(objective))];
            _features = [.. _trained.Select(objective => new CurveFeatures(SearchSpaces.Of(request.Space), ladder, rung, objective.Name, whole))];
            _rankers =
            [
                .. _trained.Zip(_features, (objective, features) => PairRanker.Fit(
                    [.. whole.Select(features.Of)], [.. whole.Select(entries => -objective.Minimised(entries[^1].Values[objective.Name]))])),
            ];
        }

        /// <summary>The chance that a candidate ends above the best one in some trained objective, against the one where it is least; null where nothing is comparable.</summary>
        public double? ChanceOf(IReadOnlyList<RungEntry> entries)
        {
            var rivals = _whole.Where(rival => _known.All(objective => Worth(rival[^1], objective) <= Worth(entries[^1], objective))).ToList();
            var best = rivals.Where(rival => !rivals.Exists(other => Dominance.Dominates(Trained(other), Trained(rival)))).ToList();
            return best.Count == 0 ? null : best.Min(rival => Enumerable.Range(0, _trained.Length)
                .Max(objective => _rankers[objective].ChanceAbove(_features[objective].Of(entries), _features[objective].Of(rival))));
        }

        double[] Trained(IReadOnlyList<RungEntry> entries) => [.. _trained.Select(objective => Worth(entries[^1], objective))];

        static double Worth(RungEntry entry, Objective objective) => objective.Minimised(entry.Values[objective.Name]);
    }
}
