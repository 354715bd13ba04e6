using Serverless.MultiObjective;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>Computes the reference point of the expected improvement, beyond everything that can turn out to be nondominated.</summary>
/// <remarks>
/// The reference point is the nadir, plus a tenth of the range, of the observed front and of the predicted means of those candidates that are
/// nondominated two standard deviations better than their means and that the front does not dominate there. The nadir of the observations alone would
/// exclude corners of the front that have not been seen yet, and they would never be explored.
/// </remarks>
static class ReferencePoint
{
    const double Optimism = 2;

    /// <summary>The largest number of candidates that are all made exact at once.</summary>
    const int FewEnough = 256;

    const double Margin = 0.1;

    /// <summary>Returns the ideal and the reference point.</summary>
    /// <param name="front">n × m, nondominated; can be empty.</param>
    /// <param name="predictions">The predictions; deviations of corners become exact.</param>
    /// <param name="candidates">The indices of the candidates that count.</param>
    /// <param name="isFeasible">Whether a candidate satisfies the known constraints; called for few of them.</param>
    public static (double[] Ideal, double[] Reference) Of(
        ReadOnlySpan<double> front, Predictions predictions, int[] candidates, Func<int, bool> isFeasible)
    {
        // With an upper bound of its deviation a candidate looks better than it is: one that an exact candidate dominates even so is out. Once only
        // exact candidates are left, the corners are those of exact deviations.
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
            reference[k] = nadir[k] + (range > 0 ? Margin * range : Margin * (nadir[k] != 0 ? Math.Abs(nadir[k]) : 1));
        }

        return (ideal, reference);

        void Include(int k, double value)
        {
            ideal[k] = Math.Min(ideal[k], value);
            nadir[k] = Math.Max(nadir[k], value);
        }
    }

    /// <summary>Returns the reference point moved so that no volume beyond thresholds is counted.</summary>
    /// <param name="reference">The reference point: m values.</param>
    /// <param name="thresholds">m values, infinite for objectives without one; empty if no objective has one.</param>
    /// <returns>The restricted point; the same array if no threshold is nearer.</returns>
    public static double[] Within(double[] reference, IReadOnlyList<double> thresholds) =>
        thresholds.Count == 0 || reference.Zip(thresholds).All(pair => pair.First <= pair.Second) ? reference : [.. reference.Zip(thresholds, Math.Min)];

    /// <summary>
    /// Returns the ideal point, moved below the reference point in objectives in which nothing is expected to be better than the threshold yet.
    /// </summary>
    /// <param name="ideal">The ideal point of the front and the means: m values.</param>
    /// <param name="within">The reference point within the thresholds: m values.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="candidates">The indices of the candidates that count.</param>
    /// <param name="deviations">The number of standard deviations by which candidates may be better than their means.</param>
    /// <returns>The ideal point; null if no candidate is better than the reference point even then.</returns>
    public static double[]? IdealBelow(double[] ideal, double[] within, Predictions predictions, int[] candidates, double deviations)
    {
        double[][] reached = [.. candidates.Select(place => predictions.Best(place, deviations).ToArray()).Where(best => FrontImprovement.IsInside(best, within))];
        return reached.Length == 0 ? null
            : [.. ideal.Select((value, k) => value < within[k] ? value : reached.Min(best => best[k]))];
    }

    /// <summary>
    /// Returns the nondominated set of the front and the best values that candidates can turn out to have; −1 marks points of the front.
    /// </summary>
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
