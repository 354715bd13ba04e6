namespace Serverless.Algorithms.Policies;

/// <summary>The range of each objective over everything that was told so far, and objectives as shares of it.</summary>
sealed class SeenRanges
{
    const double BelowRange = -1;
    const double AboveRange = 2;

    readonly double[] _least;
    readonly double[] _most;

    /// <param name="objectives">How many there are; 0 while that is not known.</param>
    public SeenRanges(int objectives)
    {
        _least = new double[objectives];
        _most = new double[objectives];
        _least.AsSpan().Fill(double.PositiveInfinity);
        _most.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <param name="numbers">What <see cref="Save"/> gave.</param>
    public SeenRanges(ReadOnlySpan<double> numbers)
    {
        _least = numbers[..(numbers.Length / 2)].ToArray();
        _most = numbers[(numbers.Length / 2)..].ToArray();
    }

    /// <value>How many objectives there are.</value>
    public int Count => _least.Length;

    /// <summary>Takes values in; those that are not finite make no range.</summary>
    public void Include(ReadOnlySpan<double> objectives)
    {
        for (var i = 0; i < objectives.Length; i++)
        {
            if (double.IsFinite(objectives[i]))
            {
                _least[i] = Math.Min(_least[i], objectives[i]);
                _most[i] = Math.Max(_most[i], objectives[i]);
            }
        }
    }

    /// <summary>An objective's value as a share of its range: 0 the best that was seen, 1 the worst.</summary>
    /// <remarks>0 where there is no range; between −1 and 2 outside, which infinities and NaN are: −∞ is −1, the others are 2.</remarks>
    public double Share(int objective, double value)
    {
        if (double.IsNaN(value) || double.IsPositiveInfinity(value))
        {
            return AboveRange;
        }

        // Halves, so that no difference of finite numbers is infinite.
        var range = (_most[objective] / 2) - (_least[objective] / 2);
        return double.IsNegativeInfinity(value) ? BelowRange
            : range > 0 && double.IsFinite(range) ? Math.Clamp(((value / 2) - (_least[objective] / 2)) / range, BelowRange, AboveRange)
            : 0;
    }

    public double[] Save() => [.. _least, .. _most];
}
