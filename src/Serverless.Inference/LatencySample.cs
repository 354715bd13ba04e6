namespace Serverless.Inference;

/// <summary>Order statistics of timed passes.</summary>
sealed class LatencySample
{
    // Two-sided 95 % quantile of the standard normal distribution.
    const double Z95 = 1.959964;

    const double FarOut = 3;

    readonly List<double> _values = [];
    bool _isSorted = true;

    public int Count => _values.Count;

    public double Median => Quantile(0.5);

    /// <summary>The interquartile range.</summary>
    public double Spread => Quantile(0.75) - Quantile(0.25);

    /// <summary>
    /// Width of the median's 95 % confidence interval. The interval lies between two order statistics whose ranks are binomial
    /// (Conover 1999, section 3.2, normal approximation), so it holds for any distribution of the times.
    /// </summary>
    public double MedianWidth
    {
        get
        {
            var reach = Z95 * Math.Sqrt(Count) / 2;
            var lower = Math.Clamp((int)Math.Ceiling((Count / 2.0) - reach) - 1, 0, Count - 1);
            var upper = Math.Clamp((int)Math.Ceiling((Count / 2.0) + reach) - 1, 0, Count - 1);
            return Sorted[upper] - Sorted[lower];
        }
    }

    /// <summary>Number of values farther than three interquartile ranges outside the quartiles (Tukey 1977, section 2D: "far out").</summary>
    public int Outliers
    {
        get
        {
            var reach = FarOut * Spread;
            var (least, most) = (Quantile(0.25) - reach, Quantile(0.75) + reach);
            return Sorted.Count(value => value < least || value > most);
        }
    }

    List<double> Sorted
    {
        get
        {
            if (!_isSorted)
            {
                _values.Sort();
                _isSorted = true;
            }

            return _values;
        }
    }

    public void Add(double value)
    {
        _values.Add(value);
        _isSorted = false;
    }

    /// <summary>Returns a quantile, interpolated linearly between the two nearest values (Hyndman, Fan 1996, type 7).</summary>
    double Quantile(double share)
    {
        var position = share * (Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, Count - 1);
        return Sorted[below] + ((position - below) * (Sorted[above] - Sorted[below]));
    }
}
