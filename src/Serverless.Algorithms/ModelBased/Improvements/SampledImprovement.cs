using System.Runtime.Intrinsics;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>Estimates the expected hypervolume improvement in any number of objectives by Monte Carlo.</summary>
/// <remarks>
/// The gain is the integral of the product of the distribution functions over the region that the front does not dominate. It is estimated as the
/// mean over uniform points of the box between ideal and reference point, where dominated points count as 0. All candidates use the same points, so
/// that differences between them are less noisy than the gains.
/// </remarks>
sealed class SampledImprovement : IImprovement
{
    public const int Points = 512;

    readonly List<double[]> _points = [];

    /// <param name="front">n × m.</param>
    /// <param name="ideal">The ideal point: m values that no candidate is likely to improve on.</param>
    /// <param name="reference">The reference point: m values.</param>
    /// <param name="transforms">The transform of each objective.</param>
    /// <param name="random">The source of the points.</param>
    public SampledImprovement(ReadOnlySpan<double> front, double[] ideal, double[] reference, OutputTransform[] transforms, RandomStream random)
    {
        var point = new double[reference.Length];
        for (var i = 0; i < Points; i++)
        {
            for (var k = 0; k < point.Length; k++)
            {
                point[k] = ideal[k] + ((reference[k] - ideal[k]) * random.NextDouble());
            }

            if (!IsDominated(point, front))
            {
                _points.Add([.. point.Select((value, k) => transforms[k].Apply(value))]);
            }
        }
    }

    public void Rate(Marginals[] marginals, Span<double> gains)
    {
        for (var first = 0; first < gains.Length; first += Marginals.Lanes)
        {
            var sum = Vector512<double>.Zero;
            foreach (var point in _points)
            {
                var product = Vector512<double>.One;
                for (var k = 0; k < point.Length; k++)
                {
                    product *= NormalDistribution.Cumulative((Vector512.Create(point[k]) - marginals[k].Mean(first)) / marginals[k].Deviation(first));
                }

                sum += product;
            }

            (sum / Points).CopyTo(gains[first..]);
        }
    }

    static bool IsDominated(double[] point, ReadOnlySpan<double> front)
    {
        for (var start = 0; start < front.Length; start += point.Length)
        {
            if (Dominance.Dominates(front.Slice(start, point.Length), point))
            {
                return true;
            }
        }

        return false;
    }
}
