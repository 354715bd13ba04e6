using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Acquisition;

/// <summary>
/// The iterative sampling of BRP-NAS (Dudziak et al. 2020, α = 1/2): of n candidates that round i trains half are the best predicted, half are
/// drawn from the best |S| / 2^i. After five rounds the best predicted are trained alone.
/// </summary>
/// <remarks>The published S is a space whose every member is ranked by accuracy; here it is a pool, ranked by Pareto fronts and then crowding where there are several objectives.</remarks>
public static class IterativeSampling
{
    /// <summary>Rounds in which half is drawn.</summary>
    public const int Rounds = 5;

    /// <summary>Chooses; a pure function of its arguments.</summary>
    /// <param name="ranking">Places in the pool, the best predicted first; what is not predicted is left out.</param>
    /// <param name="round">i, from 1.</param>
    /// <param name="terms">How many, and the seed.</param>
    /// <param name="favoursBest">Of which half the odd one is: where one is chosen at a time, of each in turn.</param>
    /// <returns>The best predicted in order, then what was drawn.</returns>
    public static IReadOnlyList<Choice> Choose(IReadOnlyList<int> ranking, int round, AcquisitionOptions terms, bool favoursBest = true)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(round, 1);
        var count = Math.Min(terms.Count, ranking.Count);
        var best = round > Rounds ? count : (count + (favoursBest ? 1 : 0)) / 2;

        // Where the half of the half has become too small it is as large as what is drawn from it.
        var share = Math.Min(ranking.Count, Math.Max(ranking.Count >> round, count));
        int[] others = [.. ranking.Take(share).Skip(best)];
        RandomDraw.ToFront<int>(others, count - best, HashOf(terms));
        return
        [
            .. ranking.Take(best).Index().Select(one => new Choice(one.Item, ChoiceReason.Score, -one.Index)),
            .. others.Take(count - best).Select(index => new Choice(index, ChoiceReason.Exploration, 0)),
        ];
    }

    /// <summary>The pool's places by fronts of predicted means, within a front the less crowded first; by the mean where there is one objective.</summary>
    /// <param name="pool">Minimised objectives.</param>
    public static IReadOnlyList<int> Rank(EnsemblePredictions pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        int[] places = [.. Enumerable.Range(0, pool.Candidates.Count).Where(pool.IsPredicted)];
        if (places.Length == 0)
        {
            return [];
        }

        double[][] means = [.. Enumerable.Range(0, pool.Objectives).Select(pool.Means)];
        double[] points = [.. places.SelectMany(place => means.Select(objective => objective[place]))];
        if (pool.Objectives == 1)
        {
            return [.. places.OrderBy(place => means[0][place]).ThenBy(place => place)];
        }

        var ranks = new int[places.Length];
        NondominatedSort.Ranks(points, pool.Objectives, ranks);
        var order = new List<int>();
        foreach (var front in Enumerable.Range(0, places.Length).GroupBy(index => ranks[index]).OrderBy(front => front.Key))
        {
            int[] members = [.. front];
            var distances = CrowdingDistance.Of([.. members.SelectMany(member => points[(member * pool.Objectives)..((member + 1) * pool.Objectives)])], pool.Objectives);
            order.AddRange(members.Index().OrderByDescending(member => distances[member.Index]).ThenBy(member => member.Item).Select(member => places[member.Item]));
        }

        return order;
    }

    static long HashOf(AcquisitionOptions terms) => terms.Seed ^ ((long)terms.Generation << 32);
}
