using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.MoBananas;

/// <summary>Independent Thompson sampling on positions in the ranking by nondominated rank and crowding distance.</summary>
/// <remarks>
/// Guerrero-Viu et al. 2021, after White, Neiswanger, Savani 2021: a candidate's position is drawn once from a normal distribution. Its mean is the
/// position by the mean of the ensemble; its deviation is √(Σ d² / (M − 1)), where d are the distances from that position of the positions by the M
/// members.
/// </remarks>
static class RankSampling
{
    /// <summary>Returns the candidates with the smallest draws, smallest first.</summary>
    /// <param name="predictions">Members × (n × m, row-major), at least two members.</param>
    /// <param name="objectives">The number of objectives m.</param>
    /// <param name="count">The number of candidates to return, at most n.</param>
    /// <param name="random">The source of the draws.</param>
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

    /// <summary>Returns the deviation of the members' positions from the position by the mean.</summary>
    public static double Deviation(int place, int[] members) =>
        Math.Sqrt(members.Sum(member => (double)(member - place) * (member - place)) / (members.Length - 1));

    /// <summary>Returns each candidate's position by front, then by crowding distance, largest first; ties by index.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="objectives">The number of objectives m.</param>
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
