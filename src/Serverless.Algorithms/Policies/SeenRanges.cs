namespace Serverless.Algorithms.Policies;

/// <summary>The range of each objective over all observations so far, and objectives as shares of it.</summary>
sealed class SeenRanges
{
    const double BelowRange = -1;
    const double AboveRange = 2;

    readonly double[] _least;
    readonly double[] _most;

    /// <param name="objectives">The number of objectives; 0 while it is not known.</param>
    public SeenRanges(int objectives)
    {
        _least = new double[objectives];
        _most = new double[objectives];
        _least.AsSpan().Fill(double.PositiveInfinity);
        _most.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <param name="numbers">The numbers that <see cref="Save"/> returned.</param>
    public SeenRanges(ReadOnlySpan<double> numbers)
    {
        _least = numbers[..(numbers.Length / 2)].ToArray();
        _most = numbers[(numbers.Length / 2)..].ToArray();
    }

    /// <value>The number of objectives.</value>
    public int Count => _least.Length;

    /// <summary>Extends the ranges by some values; values that are not finite are ignored.</summary>
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

    /// <summary>Returns an objective's value as a share of its range: 0 for the best value seen, 1 for the worst.</summary>
    /// <remarks>The share is 0 if there is no range, and lies between −1 and 2 for values outside it: −∞ gives −1, +∞ and NaN give 2.</remarks>
    public double Share(int objective, double value)
    {
        if (double.IsNaN(value) || double.IsPositiveInfinity(value))
        {
            return AboveRange;
        }

        // Subtract halves, so that the difference of two finite numbers is never infinite.
        var range = (_most[objective] / 2) - (_least[objective] / 2);
        return double.IsNegativeInfinity(value) ? BelowRange
            : range > 0 && double.IsFinite(range) ? Math.Clamp(((value / 2) - (_least[objective] / 2)) / range, BelowRange, AboveRange)
            : 0;
    }

    public double[] Save() => [.. _least, .. _most];
}
