namespace Serverless.Learning.Surrogates;

/// <summary>
/// Converts a target to normal scores (van der Waerden 1952), the quantiles of a normal distribution at a value's rank among all known values, and
/// back, by a piecewise linear function.
/// </summary>
/// <remarks>
/// Accuracies crowd below the best and trail off to chance; a network that learns them unchanged spends its capacity on the few bad ones.
/// Scores are spread evenly, whatever a target's unit and distribution.
/// </remarks>
sealed class NormalScores
{
    /// <summary>The number of knots of the conversion back.</summary>
    public const int KnotCount = 16;

    // Tukey's lambda distribution with this shape approximates the normal one to within a hundredth.
    const double Shape = 0.1349;
    const double Unit = 0.1975;

    readonly double[] _values;
    readonly double[] _scores;

    NormalScores(double[] values, double[] scores)
    {
        (_values, _scores) = (values, scores);
        Knots = new double[KnotCount];
        Heights = new double[KnotCount];
        var (low, high) = (scores[0], scores[^1]);
        for (var knot = 0; knot < KnotCount; knot++)
        {
            Knots[knot] = low + ((high > low ? high - low : 1) * knot / (KnotCount - 1));
            Heights[knot] = Between(scores, values, Knots[knot]);
        }
    }

    /// <value>The scores at the knots, ascending and evenly spaced.</value>
    public double[] Knots { get; }

    /// <value>The target's values at the knots.</value>
    public double[] Heights { get; }

    /// <summary>Creates the scores of a target.</summary>
    /// <param name="known">The known values, finite, in any order; if there are none, all scores are zero.</param>
    public static NormalScores Of(IEnumerable<double> known)
    {
        double[] sorted = [.. known.Order()];
        var (values, scores) = (new List<double>(), new List<double>());
        for (var (from, to) = (0, 0); from < sorted.Length; from = to)
        {
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            values.Add(sorted[from]);
            scores.Add(Quantile((from + to) / (2.0 * sorted.Length)));
        }

        return values.Count > 0 ? new([.. values], [.. scores]) : new([0], [0]);
    }

    /// <summary>Returns the score of a value among the known values.</summary>
    public double ScoreOf(double value) => Between(_values, _scores, value);

    /// <summary>Returns the quantile of the normal distribution at a share.</summary>
    public static double Quantile(double share) => (Math.Pow(share, Shape) - Math.Pow(1 - share, Shape)) / Unit;

    /// <summary>Interpolates linearly between the points, and is constant beyond them.</summary>
    static double Between(double[] from, double[] to, double place)
    {
        var next = Array.BinarySearch(from, place);
        if (next >= 0)
        {
            return to[next];
        }

        next = ~next;
        if (next == 0 || next == from.Length)
        {
            return to[Math.Min(next, to.Length - 1)];
        }

        var share = (place - from[next - 1]) / (from[next] - from[next - 1]);
        return to[next - 1] + (share * (to[next] - to[next - 1]));
    }
}
