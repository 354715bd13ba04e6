using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>
/// Decides by learning curves which candidates are trained beyond a rung: those that can still end above the best of the trainings that cost no more.
/// Pure.
/// </summary>
/// <remarks>
/// After LCRankNet (Wistuba, Pedapati 2020), which scores a configuration by its learning curve so far and its architecture, and stops it when it is
/// unlikely to end above the best one so far: P(i above best) = σ(f_i − f_best). Here f is a linear pairwise ranker (<see cref="PairRanker"/>) of the
/// values at the rungs so far, their change per epoch between rungs, and the choices one-hot, learnt from the whole trainings of the search itself.
/// With several objectives, a candidate is compared with the whole trainings that are no worse in all objectives that are known without training, and
/// of these with the nondominated ones. A candidate without such a rival continues, as do all candidates until there are enough whole trainings.
/// </remarks>
public static class CurveRule
{
    /// <summary>The name of this rule in decisions.</summary>
    public const string Name = "learningCurves";

    /// <summary>The default chance below which a candidate is stopped; no published value is known.</summary>
    public const double DefaultLeastChance = 0.25;

    /// <summary>The default number of whole trainings before any candidate is stopped.</summary>
    public const int DefaultWholeCurves = 8;

    /// <summary>The fewest whole trainings that an order can be learnt from.</summary>
    public const int FewestWholeCurves = 4;

    /// <summary>The maximum number of whole trainings to learn from; the latest are used.</summary>
    public const int MostWholeCurves = 100;

    // Values that differ only by rounding count as ties.
    const int Digits = 12;

    /// <summary>Returns whether a search decides by learning curves.</summary>
    public static bool IsOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Promotion?.Rule == RungRule.LearningCurves;
    }

    /// <summary>Returns whether an objective is known only after a training.</summary>
    public static bool TakesTraining(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Metric.Find(objective.Metric)?.Source is null or MetricSource.Training;
    }

    /// <summary>Compares candidates with the whole trainings of the search.</summary>
    /// <param name="request">The request of the search, whose rungs begin with at least one epoch.</param>
    /// <param name="rung">The rung, from 1, before the last.</param>
    /// <param name="earlier">The values of earlier candidates at all rungs, including the last, in the order in which they reached them.</param>
    /// <param name="reached">The values of each candidate at the rungs so far, ascending.</param>
    /// <returns>One decision per candidate, in the order of the candidates.</returns>
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

    /// <summary>
    /// Returns the values at every rung, ascending, of each candidate that was trained to the end; the latest candidates come last.
    /// </summary>
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

    /// <summary>Predicts from whole trainings how others at a rung will end.</summary>
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

        /// <summary>
        /// Returns the smallest chance, over the best whole trainings, that a candidate ends above that training in some trained objective; null when
        /// no training is comparable.
        /// </summary>
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
