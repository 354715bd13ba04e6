using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>Creates the expected hypervolume gain over a front: exact where that is affordable, otherwise sampled.</summary>
static class FrontImprovement
{
    /// <summary>The number of standard deviations below their means beyond which modelled values count as impossible.</summary>
    const double Reach = 6;

    /// <param name="front">n × m, nondominated.</param>
    /// <param name="ideal">The ideal point: the best value of each objective that counts, m.</param>
    /// <param name="reference">The reference point, m values; points that are not better in every objective add nothing.</param>
    /// <param name="models">The models of the m objectives.</param>
    /// <param name="least">The smallest modelled values that count, m; see <see cref="Least"/>.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="generation">The generation of the search.</param>
    public static IImprovement Over(
        ReadOnlySpan<double> front, double[] ideal, double[] reference, ObjectiveModel[] models, double[] least, long seed, int generation) =>
        models.Length > ExactImprovement.MostObjectives
            ? new SampledImprovement(
                front, ideal, reference, Array.ConvertAll(models, model => model.Transform), RandomStream.For(seed, generation, int.MaxValue))
            : new ExactImprovement(
                Inside(front, reference), reference, (k, thresholds) => new Shortfalls(models[k].Transform, thresholds, least[k], models[k].Model.Noise));

    /// <summary>Returns for each objective the smallest modelled value that any candidate can have; 0 without candidates.</summary>
    public static double[] Least(Marginals[] marginals, int[] open) =>
        [.. marginals.Select(one => open.Length > 0 ? open.Min(place => one.Means[place] - (Reach * one.Deviations[place])) : 0)];

    static double[] Inside(ReadOnlySpan<double> front, double[] reference)
    {
        var inside = new List<double>();
        for (var start = 0; start < front.Length; start += reference.Length)
        {
            var point = front.Slice(start, reference.Length);
            if (IsInside(point, reference))
            {
                inside.AddRange(point);
            }
        }

        return [.. inside];
    }

    /// <summary>Returns whether a point is better than the reference in every objective.</summary>
    public static bool IsInside(ReadOnlySpan<double> point, double[] reference)
    {
        for (var k = 0; k < point.Length; k++)
        {
            if (!(point[k] < reference[k]))
            {
                return false;
            }
        }

        return true;
    }
}
