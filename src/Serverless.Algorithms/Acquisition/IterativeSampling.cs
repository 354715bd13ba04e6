using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Acquisition;

/// <summary>
/// The iterative sampling of BRP-NAS (Dudziak et al. 2020, α = 1/2): of the n candidates that are trained in round i, half are the best predicted and
/// half are drawn from the best |S| / 2^i. After five rounds only the best predicted are trained.
/// </summary>
/// <remarks>
/// In the paper, S is a space whose members are all ranked by accuracy; here it is a pool, which is ranked by Pareto fronts and then by crowding
/// distance if there are several objectives.
/// </remarks>
public static class IterativeSampling
{
    /// <summary>The number of rounds in which half of the candidates are drawn.</summary>
    public const int Rounds = 5;

    /// <summary>Chooses a batch of candidates; a pure function of its arguments.</summary>
    /// <param name="ranking">The indices in the pool, best predicted first, without candidates that have no prediction.</param>
    /// <param name="round">The round i, from 1.</param>
    /// <param name="terms">The number of candidates to choose, and the seed.</param>
    /// <param name="favoursBest">
    /// Whether an odd candidate belongs to the half that is best predicted; callers that choose one at a time alternate.
    /// </param>
    /// <returns>The best predicted candidates in order, then the drawn ones.</returns>
    public static IReadOnlyList<Choice> Choose(IReadOnlyList<int> ranking, int round, AcquisitionOptions terms, bool favoursBest = true)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(round, 1);
        var count = Math.Min(terms.Count, ranking.Count);
        var best = round > Rounds ? count : (count + (favoursBest ? 1 : 0)) / 2;

        // When the best |S| / 2^i are fewer than the candidates asked for, draw from as many as are asked for.
        var share = Math.Min(ranking.Count, Math.Max(ranking.Count >> round, count));
        int[] others = [.. ranking.Take(share).Skip(best)];
        RandomDraw.ToFront<int>(others, count - best, HashOf(terms));
        return
        [
            .. ranking.Take(best).Index().Select(one => new Choice(one.Item, ChoiceReason.Score, -one.Index)),
            .. others.Take(count - best).Select(index => new Choice(index, ChoiceReason.Exploration, 0)),
        ];
    }

    /// <summary>
    /// Ranks the pool's indices by fronts of predicted means, and within a front by crowding distance, largest first; by the mean if there is one
    /// objective.
    /// </summary>
    /// <param name="pool">The pool, with objectives that are minimised.</param>
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
