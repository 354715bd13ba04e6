using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.MoBananas;

/// <summary>Independent Thompson sampling on places in the order by nondominated rank and crowding distance.</summary>
/// <remarks>
/// Guerrero-Viu et al. 2021, after White, Neiswanger, Savani 2021: the place of a candidate by the mean of the ensemble is the mean of a normal
/// distribution, and the root of the mean square distance to it of the places by its M members, over M − 1, the deviation. One draw for each.
/// </remarks>
static class RankSampling
{
    /// <summary>The candidates of the least draws, the least first.</summary>
    /// <param name="predictions">Members × (n × m, row-major), at least two members.</param>
    /// <param name="objectives">m.</param>
    /// <param name="count">How many, at most n.</param>
    /// <param name="random">Decides the draws.</param>
    public static IReadOnlyList<int> Choose(double[][] predictions, int objectives, int count, RandomStream random)
    {
        var means = new double[predictions[0].Length];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = predictions.Average(member => member[i]);
        }

        var places = Places(means, objectives);
        var members = Array.ConvertAll(predictions, member => Places(member, objectives));
        var draws = new double[places.Length];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = places[i] + (Deviation(places[i], [.. members.Select(member => member[i])]) * random.NextNormal());
        }

        return [.. Enumerable.Range(0, draws.Length).OrderBy(i => draws[i]).ThenBy(i => places[i]).Take(count)];
    }

    /// <summary>How far the members' places lie from the mean's.</summary>
    public static double Deviation(int place, int[] members) =>
        Math.Sqrt(members.Sum(member => (double)(member - place) * (member - place)) / (members.Length - 1));

    /// <summary>Each candidate's place by front, then by crowding distance, the larger first; ties by index.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="objectives">m.</param>
    public static int[] Places(double[] points, int objectives)
    {
        var places = new int[points.Length / objectives];
        var next = 0;
        foreach (var front in NondominatedSort.Fronts(points, objectives))
        {
            var flat = FlatPoints.Of(front.Select(i => points[(i * objectives)..((i + 1) * objectives)]), objectives);
            var crowding = CrowdingDistance.Of(flat, objectives);
            foreach (var i in Enumerable.Range(0, front.Length).OrderByDescending(i => crowding[i]))
            {
                places[front[i]] = next++;
            }
        }

        return places;
    }
}
