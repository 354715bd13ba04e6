namespace Serverless.Algorithms.Populations;

/// <summary>Maps each objective's range to 0 .. 1; all objectives are minimised.</summary>
/// <remarks>Only finite values define the range; an objective without a range maps to 0. Infinities map to −1 and 2, and NaN stays NaN.</remarks>
sealed class ObjectiveScale
{
    const double BelowRange = -1;
    const double AboveRange = 2;

    readonly double[] _least;
    readonly double[] _range;

    ObjectiveScale(double[] least, double[] range) => (_least, _range) = (least, range);

    /// <summary>Creates the scale of some points.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    public static ObjectiveScale Of(ReadOnlySpan<double> points, int objectives)
    {
        var least = new double[objectives];
        var most = new double[objectives];
        least.AsSpan().Fill(double.PositiveInfinity);
        most.AsSpan().Fill(double.NegativeInfinity);
        for (var i = 0; i < points.Length; i++)
        {
            if (double.IsFinite(points[i]))
            {
                least[i % objectives] = Math.Min(least[i % objectives], points[i]);
                most[i % objectives] = Math.Max(most[i % objectives], points[i]);
            }
        }

        var range = new double[objectives];
        for (var j = 0; j < objectives; j++)
        {
            range[j] = most[j] > least[j] ? most[j] - least[j] : 0;
        }

        return new ObjectiveScale(least, range);
    }

    /// <summary>Returns scaled copies of points with the same number of objectives.</summary>
    public double[] Apply(ReadOnlySpan<double> points)
    {
        var scaled = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var objective = i % _least.Length;
            scaled[i] = points[i] switch
            {
                double.PositiveInfinity => AboveRange,
                double.NegativeInfinity => BelowRange,
                _ when double.IsNaN(points[i]) => double.NaN,
                _ when !(_range[objective] > 0) => 0,
                var value => (value - _least[objective]) / _range[objective],
            };
        }

        return scaled;
    }
}
