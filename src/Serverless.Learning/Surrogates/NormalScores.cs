namespace Serverless.Learning.Surrogates;

/// <summary>
/// One target as normal scores (van der Waerden 1952): what a normal distribution has where a value stands among all that are known, and
/// the way back, a line from knot to knot.
/// </summary>
/// <remarks>
/// Accuracies crowd below the best and trail off to chance; a network that learns them as they are spends itself on the few that are bad.
/// Scores spread all evenly, whatever a target's unit and distribution.
/// </remarks>
sealed class NormalScores
{
    /// <summary>Knots of the way back.</summary>
    public const int KnotCount = 16;

    // Tukey's lambda distribution with this shape is the normal one, to a hundredth.
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

    /// <value>Scores, ascending and evenly apart.</value>
    public double[] Knots { get; }

    /// <value>The target's values there.</value>
    public double[] Heights { get; }

    /// <summary>Measures a target.</summary>
    /// <param name="known">Finite, in any order; none: all scores are zero.</param>
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

    /// <summary>The score of a value among those known.</summary>
    public double ScoreOf(double value) => Between(_values, _scores, value);

    /// <summary>The value that a normal distribution has at a share of it.</summary>
    public static double Quantile(double share) => (Math.Pow(share, Shape) - Math.Pow(1 - share, Shape)) / Unit;

    /// <summary>Linear between the points, constant beyond them.</summary>
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
