using Serverless.MultiObjective;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>The reference point of the expected improvement: behind everything that may turn out to be nondominated.</summary>
/// <remarks>
/// The nadir of the observed front and of the predicted means of those candidates that are nondominated two standard deviations from
/// their means, if the front does not dominate them there, and a tenth of the range more. A nadir of what was observed alone leaves
/// corners of the front that nobody has seen outside, and they are never looked at.
/// </remarks>
static class ReferencePoint
{
    const double Optimism = 2;

    /// <summary>So many candidates are made exact at once.</summary>
    const int FewEnough = 256;

    const double Margin = 0.1;

    /// <summary>The ideal and the reference point.</summary>
    /// <param name="front">n × m, nondominated; may be empty.</param>
    /// <param name="predictions">Deviations of corners become exact.</param>
    /// <param name="candidates">Those that count.</param>
    /// <param name="isFeasible">Of those, whether one counts after all; asked of few.</param>
    public static (double[] Ideal, double[] Reference) Of(
        ReadOnlySpan<double> front, Predictions predictions, int[] candidates, Func<int, bool> isFeasible)
    {
        // By the bound of its deviation a candidate looks better than it is: what an exact one dominates all the same is out, and once
        // nothing else is left but exact ones the corners are those of exact deviations.
        var corners = Corners(front, predictions, candidates, isFeasible);
        while (predictions.Refine(candidates.Length > FewEnough ? corners.Items.Where(place => place >= 0) : candidates).Length > 0)
        {
            var exact = Corners(front, predictions, Array.FindAll(candidates, predictions.IsExact), isFeasible);
            candidates =
            [
                .. exact.Items.Where(place => place >= 0),
                .. candidates.Where(place => !predictions.IsExact(place) && !exact.Covers(predictions.Best(place, Optimism))),
            ];
            corners = Corners(front, predictions, candidates, isFeasible);
        }

        var objectives = predictions.Marginals.Length;
        var ideal = Filled(objectives, double.PositiveInfinity);
        var nadir = Filled(objectives, double.NegativeInfinity);
        for (var i = 0; i < front.Length; i++)
        {
            Include(i % objectives, front[i]);
        }

        foreach (var candidate in corners.Items)
        {
            for (var k = 0; candidate >= 0 && k < objectives; k++)
            {
                Include(k, predictions.Marginals[k].Value(candidate));
            }
        }

        var reference = new double[objectives];
        for (var k = 0; k < objectives; k++)
        {
            var range = nadir[k] - ideal[k];
            reference[k] = nadir[k] + (range > 0 ? Margin * range : Math.Max(Margin * Math.Abs(nadir[k]), double.Epsilon));
        }

        return (ideal, reference);

        void Include(int k, double value)
        {
            ideal[k] = Math.Min(ideal[k], value);
            nadir[k] = Math.Max(nadir[k], value);
        }
    }

    /// <summary>The reference point that counts no volume beyond thresholds.</summary>
    /// <param name="reference">m values.</param>
    /// <param name="thresholds">m values, infinite where there is none; none at all: no objective has one.</param>
    /// <returns>The same array where no threshold is nearer.</returns>
    public static double[] Within(double[] reference, IReadOnlyList<double> thresholds) =>
        thresholds.Count == 0 || reference.Zip(thresholds).All(pair => pair.First <= pair.Second) ? reference : [.. reference.Zip(thresholds, Math.Min)];

    /// <summary>What the front and the best that candidates may turn out to be leave nondominated; −1 stands for the front's points.</summary>
    static NondominatedSet<int> Corners(ReadOnlySpan<double> front, Predictions predictions, int[] candidates, Func<int, bool> isFeasible)
    {
        var objectives = predictions.Marginals.Length;
        var corners = new NondominatedSet<int>(objectives);
        for (var start = 0; start < front.Length; start += objectives)
        {
            corners.Add(front.Slice(start, objectives), -1);
        }

        foreach (var candidate in candidates)
        {
            var best = predictions.Best(candidate, Optimism);
            if (!corners.Covers(best) && isFeasible(candidate))
            {
                corners.Add(best, candidate);
            }
        }

        return corners;
    }

    static double[] Filled(int length, double value)
    {
        var values = new double[length];
        values.AsSpan().Fill(value);
        return values;
    }
}
